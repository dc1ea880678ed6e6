package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** From where users may not log in any more. Logins will add to it. */
public final class LoginBlocks {

    private static final Duration LENGTH = Duration.ofDays(30);
    private static final Comparator<LoginBlock> ORDER = Comparator.comparing(LoginBlock::identifier)
            .thenComparing(LoginBlock::connection)
            .thenComparing(LoginBlock::address);

    private final Database database;
    private final Connections connections;
    private final AuditLog audit;
    private final Clock clock;
    private final LoginBlockStore store = new LoginBlockStore();
    private final UserStore users = new UserStore();
    private final UserIdentifierStore identifiers = new UserIdentifierStore();

    LoginBlocks(Database database, Connections connections, AuditLog audit, Clock clock) {
        this.database = database;
        this.connections = connections;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Those of an identifier, be it anybody's or not.
     *
     * @param onlyWhereProtected whether to leave out those of connections that have the protection switched off
     */
    public List<LoginBlock> list(TenantId tenant, String identifier, boolean onlyWhereProtected) {
        var found = database.read(tx -> of(tx, tenant, identifier));
        return onlyWhereProtected ? protectedOnes(tenant, found) : found;
    }

    /** Those of all that a user is known by. Refuses with {@link Problem.NotFound}. */
    public List<LoginBlock> list(TenantId tenant, UserId user, boolean onlyWhereProtected) {
        var found = database.read(tx -> of(tx, tenant, user));
        return onlyWhereProtected ? protectedOnes(tenant, found) : found;
    }

    /** Takes those of an identifier away; none are no error. */
    public void remove(TenantId tenant, String identifier, Origin origin) {
        remove(tenant, tx -> of(tx, tenant, identifier), origin);
    }

    /** Takes those of a user away. Refuses with {@link Problem.NotFound}. */
    public void remove(TenantId tenant, UserId user, Origin origin) {
        remove(tenant, tx -> of(tx, tenant, user), origin);
    }

    private void remove(TenantId tenant, Function<Tx, List<LoginBlock>> meant, Origin origin) {
        database.change(tx -> {
            var found = meant.apply(tx).stream().sorted(ORDER).toList();
            store.delete(tx, tenant, found);
            found.stream().map(LoginBlock::identifier).distinct().forEach(identifier -> {
                var addresses = found.stream()
                        .filter(block -> block.identifier().equals(identifier))
                        .map(LoginBlock::address)
                        .toList();
                audit.record(tx, tenant, origin, "delete", "login block", identifier, Json.text(addresses), "");
            });
        });
    }

    private List<LoginBlock> of(Tx tx, TenantId tenant, String identifier) {
        return store.list(tx, tenant, List.of(UserIdentifier.key(identifier)), since());
    }

    private List<LoginBlock> of(Tx tx, TenantId tenant, UserId user) {
        if (users.find(tx, tenant, List.of(user)).isEmpty()) {
            throw new Problem.NotFound("user", user.value()).asException();
        }
        var known = identifiers.of(tx, tenant, List.of(user)).stream()
                .map(UserIdentifierStore.Row::identifier)
                .toList();
        var values = known.stream().map(UserIdentifier::value).distinct().toList();
        return store.list(tx, tenant, values, since()).stream()
                .filter(block -> known.stream()
                        .anyMatch(identifier -> identifier.value().equals(block.identifier())
                                && identifier.connection().equals(block.connection())))
                .toList();
    }

    private List<LoginBlock> protectedOnes(TenantId tenant, List<LoginBlock> found) {
        var guarding = found.stream()
                .map(LoginBlock::connection)
                .distinct()
                .filter(name -> isGuarding(tenant, name))
                .toList();
        return found.stream()
                .filter(block -> guarding.contains(block.connection()))
                .toList();
    }

    private boolean isGuarding(TenantId tenant, String connection) {
        return connections
                .named(tenant, connection)
                .flatMap(found -> found.options().flag("/brute_force_protection"))
                .orElse(false);
    }

    /** Blocks older than this have ended. */
    private Instant since() {
        return clock.instant().minus(LENGTH);
    }
}
