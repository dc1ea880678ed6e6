package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A tenant's users. */
public final class Users {

    private static final String EMAIL = "email";

    /** Addresses are many users' only where providers do not prove them. */
    private static final int MOST_OF_ADDRESS = 1_000;

    private final Database database;
    private final UserStore store = new UserStore();
    private final UserCountStore counts = new UserCountStore();
    private final UserSearchStore searches = new UserSearchStore();

    public Users(Database database) {
        this.database = database;
    }

    /** One user. Refuses with {@link Problem.NotFound} when there is no such one. */
    public User get(TenantId tenant, UserId id) {
        var user = find(tenant, List.of(id)).get(id);
        if (user == null) {
            throw new Problem.NotFound("user", id.value()).asException();
        }
        return user;
    }

    /** The same, with the number of its creation. */
    public Numbered<User> numbered(TenantId tenant, UserId id) {
        var stored = database.read(tx -> store.find(tx, tenant, List.of(id))).get(id);
        if (stored == null) {
            throw new Problem.NotFound("user", id.value()).asException();
        }
        return new Numbered<>(stored.seq(), stored.user());
    }

    /** The one who was made with this number. */
    public Optional<Numbered<User>> ofNumber(TenantId tenant, long number) {
        return database.read(tx -> store.ofNumber(tx, tenant, number));
    }

    /** Those of the ids, of which there are not many, that are users. */
    public Map<UserId, User> find(TenantId tenant, Collection<UserId> ids) {
        var found = database.read(tx -> store.find(tx, tenant, ids));
        return found.values().stream().map(StoredUser::user).collect(Collectors.toMap(User::id, user -> user));
    }

    /** Part of those whom a query means. Refuses with {@link Problem.TooCostly} what takes too long. */
    public UserPage search(TenantId tenant, UserSearch search) {
        return database.search(tx -> searches.page(tx, tenant, search));
    }

    /** Some of those whom a query means, behind a number and with theirs, in the order of their creation; refuses as {@link #search}. */
    public List<Numbered<User>> behind(TenantId tenant, UserQuery query, long after, int most) {
        return database.search(tx -> searches.behind(tx, tenant, query, after, most));
    }

    /** Part of all, in the order of their creation. */
    public Sliced<User> list(TenantId tenant, Slice slice) {
        return database.snapshot(tx -> Sliced.of(store.list(tx, tenant, slice), slice, counts.total(tx, tenant)));
    }

    /** Some of those who first came by a connection, behind a number and with theirs, in the order of their creation. */
    public List<Numbered<User>> ofConnection(TenantId tenant, String connection, long after, int most) {
        return database.read(tx -> store.ofConnection(tx, tenant, connection, after, most));
    }

    /** Those who have exactly this address, in the order of their creation; at most {@value #MOST_OF_ADDRESS}. */
    public List<User> ofAddress(TenantId tenant, String email) {
        var nobody = new User(new UserId(""), JsonObject.of(Map.of(EMAIL, email)));
        return UserAttributes.of(nobody).stream()
                .filter(attribute -> attribute.path().equals(EMAIL))
                .flatMap(
                        attribute -> database.read(tx -> store.having(tx, tenant, attribute, MOST_OF_ADDRESS)).stream())
                .filter(user -> user.email().orElse("").equals(email))
                .toList();
    }
}
