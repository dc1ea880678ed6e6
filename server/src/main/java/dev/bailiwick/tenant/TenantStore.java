package dev.bailiwick.tenant;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Tenants as rows. Those that are removed are no tenants any more, only rows. */
final class TenantStore {

    private static final String BY_DOMAIN = """
            SELECT id, name, domain FROM (
                SELECT id, name, domain, 0 AS place FROM tenant WHERE domain = :domain AND NOT is_removed
                UNION ALL
                SELECT id, name, domain, 1 AS place FROM tenant WHERE is_default AND :orDefault
            ) found ORDER BY place LIMIT 1
            """;

    private static final String BY_PORT = "SELECT id, name, domain FROM tenant WHERE port = :port AND NOT is_removed";

    /** A colon and what may follow it sorts between a colon and a semicolon. */
    private static final String BY_HOST = """
            SELECT id FROM tenant
            WHERE NOT is_removed AND (domain = :host OR (domain > :fromPort AND domain < :toPort)) LIMIT 1
            """;

    private static final String DEFAULT = "SELECT id, name, domain FROM tenant WHERE is_default";

    private static final String LISTED = """
            SELECT id, name, domain, port, is_default, created_at FROM tenant WHERE NOT is_removed
            """;

    private static final String BY_NAME = LISTED + "AND name = :name";

    private static final String LIST = LISTED + "ORDER BY seq";

    private static final String PORTS = "SELECT port FROM tenant WHERE port IS NOT NULL AND NOT is_removed";

    private static final String REMOVED = "SELECT id FROM tenant WHERE is_removed ORDER BY seq";

    private static final String LOCK = "UPDATE tenant SET is_default = TRUE WHERE is_default";

    private static final String TAKEN = """
            SELECT CASE WHEN name = :name THEN 'name' WHEN domain = :domain THEN 'domain' ELSE 'port' END AS field
            FROM tenant WHERE NOT is_removed AND (name = :name OR domain = :domain OR port = :port)
            """;

    private static final String NEXT_SEQ = "SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM tenant";

    private static final String INSERT = """
            INSERT INTO tenant (id, seq, name, domain, port, is_default, is_removed, created_at)
            VALUES (:id, :seq, :name, :domain, :port, :isDefault, FALSE, :createdAt)
            """;

    private static final String MOVE = "UPDATE tenant SET domain = :domain WHERE id = :id";

    private static final String REMOVE = """
            UPDATE tenant SET is_removed = TRUE WHERE id = :id AND NOT is_removed AND NOT is_default
            """;

    private static final String LOCK_REMOVED = "UPDATE tenant SET is_removed = TRUE WHERE id = :id AND is_removed";

    private static final String DELETE = "DELETE FROM tenant WHERE id = :id AND is_removed";

    private static final List<String> FIELDS = List.of("name", "domain", "port");
    private static final int NO_PORT = -1;

    private static final RowMapper<Tenant> TENANT =
            (row, _) -> new Tenant(new TenantId(row.getString("id")), row.getString("name"), row.getString("domain"));

    private static final RowMapper<ListedTenant> LISTED_TENANT = (row, context) -> {
        var tenant = TENANT.map(row, context);
        int port = row.getInt("port");
        return new ListedTenant(
                tenant,
                row.wasNull() ? Optional.empty() : Optional.of(port),
                row.getBoolean("is_default"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    };

    Optional<Tenant> findByDomain(Tx tx, String domain, boolean orDefault) {
        return tx.first(BY_DOMAIN, q -> q.bind("domain", domain).bind("orDefault", orDefault), TENANT);
    }

    Optional<Tenant> findByPort(Tx tx, int port) {
        return tx.first(BY_PORT, q -> q.bind("port", port), TENANT);
    }

    boolean hasHost(Tx tx, String host) {
        return tx.first(
                        BY_HOST,
                        q -> q.bind("host", host).bind("fromPort", host + ":").bind("toPort", host + ";"),
                        (row, _) -> row.getString("id"))
                .isPresent();
    }

    Optional<Tenant> findDefault(Tx tx) {
        return tx.first(DEFAULT, _ -> {}, TENANT);
    }

    Optional<ListedTenant> find(Tx tx, String name) {
        return tx.first(BY_NAME, q -> q.bind("name", name), LISTED_TENANT);
    }

    List<ListedTenant> list(Tx tx) {
        return tx.list(LIST, _ -> {}, LISTED_TENANT);
    }

    List<Integer> ports(Tx tx) {
        return tx.list(PORTS, _ -> {}, (row, _) -> row.getInt("port"));
    }

    List<TenantId> removed(Tx tx) {
        return tx.list(REMOVED, _ -> {}, (row, _) -> new TenantId(row.getString("id")));
    }

    /** Whoever else adds a tenant waits until the transaction is over. */
    void lock(Tx tx) {
        tx.write(LOCK, _ -> {});
    }

    /** Which of name, domain and port another tenant has, in this order. */
    Optional<String> taken(Tx tx, String name, String domain, Optional<Integer> port) {
        return tx
                .list(
                        TAKEN,
                        q -> q.bind("name", name).bind("domain", domain).bind("port", port.orElse(NO_PORT)),
                        (row, _) -> row.getString("field"))
                .stream()
                .min((one, other) -> Integer.compare(FIELDS.indexOf(one), FIELDS.indexOf(other)));
    }

    void insert(Tx tx, ListedTenant added) {
        var tenant = added.tenant();
        long seq = tx.first(NEXT_SEQ, _ -> {}, (row, _) -> row.getLong("seq")).orElseThrow();
        tx.write(
                INSERT,
                u -> u.bind("id", tenant.id().value())
                        .bind("seq", seq)
                        .bind("name", tenant.name())
                        .bind("domain", tenant.domain())
                        .bind("port", added.port().orElse(null))
                        .bind("isDefault", added.isDefault())
                        .bind("createdAt", added.createdAt().toEpochMilli()),
                new Problem.Conflict("tenant", "domain", tenant.domain()));
    }

    void move(Tx tx, TenantId tenant, String domain) {
        tx.write(
                MOVE,
                u -> u.bind("id", tenant.value()).bind("domain", domain),
                new Problem.Conflict("tenant", "domain", domain));
    }

    /** Returns whether it was there, and is not the default tenant. */
    boolean remove(Tx tx, TenantId tenant) {
        return tx.write(REMOVE, u -> u.bind("id", tenant.value())) > 0;
    }

    /** Whoever else purges this tenant waits until the transaction is over. Returns whether it still has a row. */
    boolean lockRemoved(Tx tx, TenantId tenant) {
        return tx.write(LOCK_REMOVED, u -> u.bind("id", tenant.value())) > 0;
    }

    /** Deletes the row of a removed tenant, and whatever is still there of it. */
    void delete(Tx tx, TenantId tenant) {
        tx.write(DELETE, u -> u.bind("id", tenant.value()));
    }
}
