package dev.bailiwick.rbac;

import dev.bailiwick.rbac.GraphDraft.Touched;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;

/** Versions as rows. Renewing one locks its row until the transaction is over. */
final class VersionStore {

    private static final int CHANGES_KEPT = 10_000;
    private static final int CHANGES_FOLLOWED = 2_000;
    private static final int FORGOTTEN_AT_ONCE = 100;

    private static final String RENEW = """
            INSERT INTO authz_version (tenant_id, part, number, stamp) VALUES <parts>
            ON CONFLICT (tenant_id, part) DO UPDATE SET number = authz_version.number + 1, stamp = excluded.stamp
            RETURNING part, number, stamp
            """;

    private static final String PART = """
            SELECT part, number, stamp FROM authz_version WHERE tenant_id = :tenant AND part = :part
            """;

    private static final String CHANGE = """
            INSERT INTO authz_change (tenant_id, number, stamp, kind, id) VALUES (:tenant, :number, :stamp, :kind, :id)
            """;

    private static final String SINCE = """
            SELECT number, stamp, kind, id FROM authz_change WHERE tenant_id = :tenant AND number >= :number
            ORDER BY number LIMIT :most
            """;

    private static final String FORGET = "DELETE FROM authz_change WHERE tenant_id = :tenant AND number <= :number";

    private final RandomGenerator random;

    VersionStore(RandomGenerator random) {
        this.random = random;
    }

    /** The kind of a change that renewed the structure's version and then had nothing to do. */
    static final String NOTHING = "";

    /** The kind of a change of the switches, on which no decision rests. */
    static final String CONFIGURATION = "configuration";

    private record Renewed(int part, Version version) {}

    /** A change of the structure: the version that it made, and what it touched. */
    record Change(Version version, String kind, String id) {}

    private static final RowMapper<Renewed> RENEWED =
            (row, _) -> new Renewed(row.getInt("part"), new Version(row.getLong("number"), row.getLong("stamp")));

    /** Renews and locks the structure's version: what a change of the structure does first. */
    Version renewStructure(Tx tx, TenantId tenant) {
        return Objects.requireNonNull(
                renew(tx, tenant, List.of(Version.STRUCTURE)).get(Version.STRUCTURE));
    }

    /** Renews and locks the versions of some users: what a change of their memberships does first. */
    Map<Integer, Version> renewUsers(Tx tx, TenantId tenant, Collection<UserId> users) {
        return renew(
                tx, tenant, users.stream().map(UserId::part).distinct().sorted().toList());
    }

    /** Renews and locks the versions of all users: what a change of everything does after locking the structure. */
    Map<Integer, Version> renewAllUsers(Tx tx, TenantId tenant) {
        return renew(tx, tenant, IntStream.rangeClosed(1, UserId.PARTS).boxed().toList());
    }

    /** One statement locks the rows in the order in which it lists them. */
    private Map<Integer, Version> renew(Tx tx, TenantId tenant, List<Integer> ascending) {
        var rows = IntStream.range(0, ascending.size())
                .mapToObj(n -> "(:tenant, :part" + n + ", 1, :stamp" + n + ")")
                .collect(Collectors.joining(", "));
        var renewed = tx.list(
                RENEW.replace("<parts>", rows),
                q -> {
                    q.bind("tenant", tenant.value());
                    for (int n = 0; n < ascending.size(); n++) {
                        q.bind("part" + n, ascending.get(n)).bind("stamp" + n, stamp());
                    }
                },
                RENEWED);
        return renewed.stream().collect(Collectors.toMap(Renewed::part, Renewed::version));
    }

    /** {@link Version#NONE} for a part that was never changed. */
    Version find(Tx tx, TenantId tenant, int part) {
        return tx.first(PART, q -> q.bind("tenant", tenant.value()).bind("part", part), RENEWED)
                .map(Renewed::version)
                .orElse(Version.NONE);
    }

    /**
     * What the changes of the structure touched from one version to the present one; empty when that cannot be told: too
     * many changes, one of everything, or a database that has another past than the one in which the older version was.
     */
    Optional<Touched> touchedSince(Tx tx, TenantId tenant, Version older, Version now) {
        var changes = tx.list(
                SINCE,
                q -> q.bind("tenant", tenant.value())
                        .bind("number", older.number())
                        .bind("most", CHANGES_FOLLOWED),
                (row, _) -> new Change(
                        new Version(row.getLong("number"), row.getLong("stamp")),
                        row.getString("kind"),
                        row.getString("id")));
        return touched(older, now, changes);
    }

    /** {@link #touchedSince} by changes that were read already, in their order, that of the older version first. */
    static Optional<Touched> touched(Version older, Version now, List<Change> changes) {
        boolean isWhole = !changes.isEmpty()
                && changes.size() == now.number() - older.number() + 1
                && changes.getFirst().version.equals(older)
                && changes.getLast().version.equals(now);
        return isWhole ? touched(changes.subList(1, changes.size())) : Optional.empty();
    }

    private static Optional<Touched> touched(List<Change> changes) {
        var touched = new Touched(new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (var change : changes) {
            switch (change.kind) {
                case "group" -> touched.groups().add(new GroupId(change.id));
                case "role" -> touched.roles().add(new RoleId(change.id));
                case "permission" -> touched.permissions().add(new PermissionId(change.id));
                case NOTHING, CONFIGURATION -> {}
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(touched);
    }

    /** Notes what a change of the structure touched, and every now and then forgets what is too old to be asked for. */
    void note(Tx tx, TenantId tenant, Version structure, String kind, String id) {
        tx.write(
                CHANGE,
                u -> u.bind("tenant", tenant.value())
                        .bind("number", structure.number())
                        .bind("stamp", structure.stamp())
                        .bind("kind", kind)
                        .bind("id", id));
        if (structure.number() % FORGOTTEN_AT_ONCE == 0) {
            tx.write(FORGET, u -> u.bind("tenant", tenant.value()).bind("number", structure.number() - CHANGES_KEPT));
        }
    }

    /** Any number but 0, which stands for never changed, and -1, which stands for nothing cached. */
    private long stamp() {
        return random.nextLong(1, Long.MAX_VALUE);
    }
}
