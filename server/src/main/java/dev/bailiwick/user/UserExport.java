package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads users out in the order of their creation, some at a time; each such page is of its own moment. */
public final class UserExport {

    private final Database database;
    private final UserStore store = new UserStore();
    private final UserCountStore counts = new UserCountStore();
    private final PasswordStore passwords = new PasswordStore();

    private final AuthenticationMethodStore methods = new AuthenticationMethodStore();
    private final SecretBox box;

    UserExport(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /**
     * Which users are wanted.
     *
     * @param connection the name of the connection by which they first came; empty for all
     * @param hasHashes whether hashes of their passwords stand in their profiles, as an import takes them
     * @param hasTokens whether their profiles hold what the accounts' providers gave to speak in their names
     */
    public record Wanted(Optional<String> connection, boolean hasHashes, boolean hasTokens) {}

    /**
     * Some users as the operator takes them to another place.
     *
     * @param unwritten what they have that no profile has a place for, as {@link ExportedFactors} tells it
     */
    public record Page(List<Numbered<JsonObject>> users, SortedSet<String> unwritten) {}

    /** All users, behind a number, with all that an import takes; fewer than {@code most} at the end. */
    public Page whole(TenantId tenant, boolean hasHashes, long after, int most) {
        var users = page(tenant, new Wanted(Optional.empty(), hasHashes, true), after, most);
        var kept = database.read(tx ->
                methods.ofUsers(tx, tenant, users.stream().map(UserExport::id).toList()));
        var unwritten = new TreeSet<String>();
        var whole = users.stream()
                .map(user -> {
                    var exported = ExportedFactors.of(kept.getOrDefault(id(user), List.of()), box, hasHashes);
                    unwritten.addAll(exported.unwritten());
                    return exported.factors().isEmpty()
                            ? user
                            : new Numbered<>(
                                    user.number(), user.item().with(ImportedFactors.MEMBER, exported.factors()));
                })
                .toList();
        return new Page(whole, unwritten);
    }

    /** Their profiles, behind a number and with their numbers; fewer than {@code most} at the end. */
    public List<Numbered<JsonObject>> page(TenantId tenant, Wanted wanted, long after, int most) {
        var found = database.read(tx -> {
            var users = users(tx, tenant, wanted, after, most);
            var hashes = wanted.hasHashes
                    ? passwords.find(
                            tx,
                            tenant,
                            users.stream().map(each -> each.item().id()).toList())
                    : Map.<UserId, PasswordHash>of();
            return new Found(users, hashes);
        });
        return found.users.stream()
                .map(each -> new Numbered<>(
                        each.number(),
                        whole(
                                wanted.hasTokens
                                        ? each.item().profile()
                                        : each.item().profileWithoutTokens(),
                                Optional.ofNullable(found.hashes.get(each.item().id())))))
                .toList();
    }

    private record Found(List<Numbered<User>> users, Map<UserId, PasswordHash> hashes) {}

    /** About how many there are. */
    public long count(TenantId tenant, Wanted wanted) {
        return database.snapshot(tx -> wanted.connection
                .map(connection -> store.countOfConnection(tx, tenant, connection))
                .orElseGet(() -> counts.total(tx, tenant)));
    }

    private List<Numbered<User>> users(Tx tx, TenantId tenant, Wanted wanted, long after, int most) {
        return wanted.connection
                .map(connection -> store.ofConnection(tx, tenant, connection, after, most))
                .orElseGet(() -> store.list(tx, tenant, new Slice(after, 0, most - 1)));
    }

    private static UserId id(Numbered<JsonObject> user) {
        return new UserId(user.item().text("/user_id").orElseThrow());
    }

    private JsonObject whole(JsonObject profile, Optional<PasswordHash> hash) {
        return hash.map(found -> found.opened(box))
                .map(found -> profile.with(found.member(), found.exported()))
                .orElse(profile);
    }
}
