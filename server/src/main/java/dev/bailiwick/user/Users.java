package dev.bailiwick.user;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.LongTotals;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.FoundUsers.Place;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A tenant's users. */
public final class Users {

    /** Addresses are many users' only where providers do not prove them. */
    private static final int MOST_OF_ADDRESS = 1_000;

    private final Database database;
    private final UserStore store = new UserStore();
    private final UserSearchStore searches = new UserSearchStore();
    private final UsersBehindStore following = new UsersBehindStore();
    private final SearchTurns turns = new SearchTurns();
    private final LongTotals<Asked> totals = new LongTotals<>();

    private record Asked(TenantId tenant, UserQuery query) {}

    public Users(Database database) {
        this.database = database;
    }

    /** One user. Refuses with {@link Problem.NotFound} when there is no such one. */
    public User get(TenantId tenant, UserId id) {
        return numbered(tenant, id).item();
    }

    /** The same, with the number of its creation. */
    public Numbered<User> numbered(TenantId tenant, UserId id) {
        var stored = database.read(tx -> store.find(tx, tenant, List.of(id))).get(id);
        if (stored == null) {
            throw new Problem.NotFound("user", id.value()).asException();
        }
        return new Numbered<>(stored.seq(), stored.user());
    }

    /** Whether there is such a user. */
    public boolean has(TenantId tenant, UserId id) {
        return database.read(tx -> store.find(tx, tenant, List.of(id))).containsKey(id);
    }

    /** The one who was made with this number. */
    public Optional<Numbered<User>> ofNumber(TenantId tenant, long number) {
        return database.read(tx -> store.ofNumber(tx, tenant, number));
    }

    /** Those of the ids, of which there are not many, in their order. */
    public FoundUsers at(TenantId tenant, List<UserId> ids) {
        return database.glance(tx -> found(tx, tenant, store.places(tx, tenant, ids)));
    }

    /**
     * Part of those whom a query means. What an index bounds is read at once; all else waits for its turn among the tenant's, and is
     * refused with {@link Problem.TooCostly} when it takes too long.
     */
    public UserPage search(TenantId tenant, UserSearch search) {
        var glanced = search.isIndexed()
                ? database.glance(tx -> searches.glance(tx, tenant, search).map(page -> found(tx, tenant, page)))
                : Optional.<Found>empty();
        var found = glanced.orElseGet(() ->
                turns.alone(tenant, () -> database.search(tx -> found(tx, tenant, searches.page(tx, tenant, search)))));
        return new UserPage(search.isCounted() ? found.total.orElseGet(() -> total(tenant, search)) : 0, found.users);
    }

    private record Found(OptionalLong total, FoundUsers users) {}

    private Found found(Tx tx, TenantId tenant, UserSearchStore.Page page) {
        return new Found(page.total(), found(tx, tenant, page.places()));
    }

    private long total(TenantId tenant, UserSearch search) {
        var asked = new Asked(tenant, search.query());
        LongSupplier count = () -> database.search(tx -> searches.count(tx, tenant, search));
        return totals.find(asked).orElseGet(() -> turns.alone(tenant, () -> totals.of(asked, count)));
    }

    /** Some of those whom a query means, behind a number, in the order of their creation; refuses as {@link #search}. */
    public FoundUsers behind(TenantId tenant, UserQuery query, long after, int most) {
        Function<Tx, FoundUsers> work = tx -> found(tx, tenant, following.behind(tx, tenant, query, after, most));
        return query.isOrdered() ? database.glance(work) : turns.alone(tenant, () -> database.search(work));
    }

    /**
     * What is made of those who have exactly this address, in the order of their creation, while somebody goes through them; at most
     * {@value #MOST_OF_ADDRESS}.
     */
    public <T> Iterable<T> ofAddress(TenantId tenant, String email, Function<User, T> made) {
        return database.glance(
                        tx -> found(tx, tenant, store.having(tx, tenant, UserField.EMAIL, email, MOST_OF_ADDRESS)))
                .eachThat(user -> user.email().orElse("").equals(email), made);
    }

    private FoundUsers found(Tx tx, TenantId tenant, List<Place> places) {
        return FoundUsers.at(database, tx, tenant, store, places);
    }
}
