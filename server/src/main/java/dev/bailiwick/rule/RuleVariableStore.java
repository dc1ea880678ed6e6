package dev.bailiwick.rule;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** Variables of rules as rows. */
final class RuleVariableStore {

    private static final String LIST = "SELECT name FROM rule_variable WHERE tenant_id = :tenant ORDER BY name";

    private static final String COUNT = "SELECT COUNT(*) AS number FROM rule_variable WHERE tenant_id = :tenant";

    private static final String FIND = "SELECT value FROM rule_variable WHERE tenant_id = :tenant AND name = :name";

    private static final String SET = """
            INSERT INTO rule_variable (tenant_id, name, value) VALUES (:tenant, :name, :value)
            ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value
            """;

    private static final String DELETE = "DELETE FROM rule_variable WHERE tenant_id = :tenant AND name = :name";

    List<String> names(Tx tx, TenantId tenant) {
        return tx.list(LIST, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getString("name"));
    }

    long count(Tx tx, TenantId tenant) {
        return tx.first(COUNT, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getLong("number"))
                .orElseThrow();
    }

    /** Its value, sealed. */
    Optional<String> find(Tx tx, TenantId tenant, String name) {
        return tx.first(
                FIND, q -> q.bind("tenant", tenant.value()).bind("name", name), (row, _) -> row.getString("value"));
    }

    void set(Tx tx, TenantId tenant, String name, String sealed) {
        tx.write(SET, u -> u.bind("tenant", tenant.value()).bind("name", name).bind("value", sealed));
    }

    /** Whether it was there. */
    boolean delete(Tx tx, TenantId tenant, String name) {
        return tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("name", name)) > 0;
    }
}
