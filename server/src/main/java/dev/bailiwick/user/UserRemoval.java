package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.connection.ConnectionUsers;
import dev.bailiwick.rbac.Assignments;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Turns;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.FoundUsers.Place;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How users go: with their memberships and all else that is theirs, so that whoever has the id next inherits nothing. */
public final class UserRemoval implements ConnectionUsers {

    static final String KIND = "user";

    private static final Origin PURGE = Origin.command("purge");

    /** Unless their profiles are long. */
    private static final int CHUNK = 500;

    private final Database database;
    private final Assignments assignments;
    private final AuditLog audit;
    private final Turns turns;
    private final UserStore profiles = new UserStore();
    private final UserIdentifierStore identifiers = new UserIdentifierStore();
    private final UserRows rows = new UserRows();
    private final DepartedStore departed = new DepartedStore();
    private final UserCountStore counts = new UserCountStore();

    public UserRemoval(Database database, Assignments assignments, AuditLog audit, Turns turns) {
        this.database = database;
        this.assignments = assignments;
        this.audit = audit;
        this.turns = turns;
    }

    /** Removes a user; one who is not there is no error. */
    public void remove(TenantId tenant, UserId id, Origin origin) {
        if (database.read(tx -> profiles.find(tx, tenant, List.of(id))).isEmpty()) {
            return; // whoever has memberships without a profile keeps them
        }
        assignments.removeAll(
                tenant,
                List.of(id),
                (tx, leaving) -> {
                    var gone = profiles.lock(tx, tenant, List.of(id)).values();
                    delete(tx, tenant, gone);
                    var left = leaving.apply(ids(gone));
                    gone.forEach(stored -> audit.record(
                            tx, tenant, origin, "delete", KIND, id.value(), LeftJson.of(stored.user(), left), ""));
                },
                origin);
    }

    /** Who first came by a connection and has this address there, whatever its case; nobody whose linked account has it. */
    public Optional<UserId> findByAddress(TenantId tenant, String connection, String email) {
        var key = UserIdentifier.key(email);
        return database.read(tx -> {
            var found = identifiers
                    .find(tx, tenant, connection, "email", List.of(key))
                    .values();
            return profiles.find(tx, tenant, found).values().stream()
                    .map(StoredUser::user)
                    .filter(user -> user.connection().orElse("").equals(connection))
                    .filter(user -> UserIdentifier.key(user.email().orElse("")).equals(key))
                    .map(User::id)
                    .findFirst();
        });
    }

    @Override
    public boolean removeSome(TenantId tenant, String connection, Consumer<Tx> behindTheLast) {
        letInWhoeverIsComing(tenant);
        var parts = FoundUsers.parts(database.read(tx -> profiles.placesOfConnection(tx, tenant, connection, CHUNK)));
        var some =
                parts.stream().limit(1).flatMap(List::stream).map(Place::user).toList();
        boolean isLast = parts.size() <= 1 && some.size() < CHUNK;
        assignments.removeAll(
                tenant,
                some,
                (tx, leaving) -> {
                    var gone = profiles.lock(tx, tenant, some).values();
                    delete(tx, tenant, gone);
                    var left = leaving.apply(ids(gone));
                    if (!gone.isEmpty()) {
                        audit.record(tx, tenant, PURGE, "delete", "users", "", LeftJson.of(ids(gone), left), "");
                    }
                    if (isLast) {
                        behindTheLast.accept(tx);
                    }
                },
                PURGE);
        return isLast;
    }

    /** Whoever was being added is there behind this, and nobody comes any more. */
    private void letInWhoeverIsComing(TenantId tenant) {
        turns.alone(tenant.value(), () -> {
            database.change(tx -> rows.inTurn(tx, tenant));
            return tenant;
        });
    }

    private void delete(Tx tx, TenantId tenant, Collection<StoredUser> gone) {
        rows.delete(tx, tenant, gone);
        departed.delete(tx, tenant, ids(gone));
        counts.went(tx, tenant, ids(gone));
    }

    private static List<UserId> ids(Collection<StoredUser> users) {
        return users.stream().map(stored -> stored.user().id()).toList();
    }
}
