package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which collections a tenant has used, and the switches that were set, as rows. */
final class SwitchStore {

    private static final String COLLECTIONS = """
            SELECT name FROM authz_collection WHERE tenant_id = :tenant ORDER BY position
            """;

    private static final String SWITCHES = "SELECT name, enabled FROM authz_switch WHERE tenant_id = :tenant";

    private static final String INSERT_COLLECTION = """
            INSERT INTO authz_collection (tenant_id, name, position) VALUES (:tenant, :name, :position)
            """;

    private static final String INSERT_SWITCH = """
            INSERT INTO authz_switch (tenant_id, name, enabled) VALUES (:tenant, :name, :enabled)
            """;

    private static final String USE = """
            INSERT INTO authz_collection (tenant_id, name, position)
            SELECT :tenant, :name, COALESCE(MAX(position) + 1, 0) FROM authz_collection WHERE tenant_id = :tenant
            ON CONFLICT DO NOTHING
            """;

    private static final String CONFIGURED = """
            SELECT s.name, s.enabled FROM authz_collection c LEFT JOIN authz_switch s ON s.tenant_id = c.tenant_id
            WHERE c.tenant_id = :tenant AND c.name = :name
            """;

    private static final String SET_SWITCH = """
            INSERT INTO authz_switch (tenant_id, name, enabled) VALUES (:tenant, :name, :enabled)
            ON CONFLICT (tenant_id, name) DO UPDATE SET enabled = excluded.enabled
            """;

    /** The collection that the switches are. */
    private static final String CONFIGURATION = "configuration";

    private static final String DELETE_COLLECTIONS = "DELETE FROM authz_collection WHERE tenant_id = :tenant";
    private static final String DELETE_SWITCHES = "DELETE FROM authz_switch WHERE tenant_id = :tenant";

    /** The collections in the order of their first use. */
    List<String> collections(Tx tx, TenantId tenant) {
        return tx.list(COLLECTIONS, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getString("name"));
    }

    /** Notes the first use of a collection. */
    void use(Tx tx, TenantId tenant, String collection) {
        tx.write(USE, u -> u.bind("tenant", tenant.value()).bind("name", collection));
    }

    Map<String, Boolean> switches(Tx tx, TenantId tenant) {
        var switches = new TreeMap<String, Boolean>();
        tx.list(
                        SWITCHES,
                        q -> q.bind("tenant", tenant.value()),
                        (row, _) -> Map.entry(row.getString("name"), row.getBoolean("enabled")))
                .forEach(entry -> switches.put(entry.getKey(), entry.getValue()));
        return switches;
    }

    void replace(Tx tx, TenantId tenant, List<String> collections, Map<String, Boolean> switches) {
        tx.write(DELETE_COLLECTIONS, u -> u.bind("tenant", tenant.value()));
        tx.write(DELETE_SWITCHES, u -> u.bind("tenant", tenant.value()));
        tx.bulk(
                INSERT_COLLECTION,
                () -> IntStream.range(0, collections.size()).iterator(),
                (b, position) -> b.bind("tenant", tenant.value())
                        .bind("name", collections.get(position))
                        .bind("position", position));
        tx.bulk(
                INSERT_SWITCH,
                switches.entrySet(),
                (b, entry) -> b.bind("tenant", tenant.value())
                        .bind("name", entry.getKey())
                        .bind("enabled", entry.getValue()));
    }

    /** The switches if their collection is in use, by one statement; empty if it is not. */
    Optional<Map<String, Boolean>> configured(Tx tx, TenantId tenant) {
        var rows = tx.list(CONFIGURED, q -> q.bind("tenant", tenant.value()).bind("name", CONFIGURATION), (row, _) -> {
            var name = row.getString("name");
            return name == null
                    ? Optional.<Map.Entry<String, Boolean>>empty()
                    : Optional.of(Map.entry(name, row.getBoolean("enabled")));
        });
        var switches = new TreeMap<String, Boolean>();
        rows.forEach(row -> row.ifPresent(entry -> switches.put(entry.getKey(), entry.getValue())));
        return rows.isEmpty() ? Optional.empty() : Optional.of(switches);
    }

    /** Sets switches and leaves the others. */
    void set(Tx tx, TenantId tenant, SortedMap<String, Boolean> switches) {
        use(tx, tenant, CONFIGURATION);
        tx.bulk(
                SET_SWITCH,
                switches.entrySet(),
                (b, entry) -> b.bind("tenant", tenant.value())
                        .bind("name", entry.getKey())
                        .bind("enabled", entry.getValue()));
    }
}
