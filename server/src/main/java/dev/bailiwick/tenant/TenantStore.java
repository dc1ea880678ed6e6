package dev.bailiwick.tenant;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Tenants as rows. */
final class TenantStore {

    private static final String BY_DOMAIN = """
            SELECT id, name, domain FROM tenant WHERE domain = :domain OR (is_default AND :orDefault)
            ORDER BY CASE WHEN domain = :domain THEN 0 ELSE 1 END LIMIT 1
            """;

    private static final String DEFAULT = "SELECT id, name, domain FROM tenant WHERE is_default";

    private static final String FIND = "SELECT id, name, domain FROM tenant WHERE name = :name";

    private static final String INSERT = """
            INSERT INTO tenant (id, name, domain, is_default, created_at)
            VALUES (:id, :name, :domain, :isDefault, :createdAt)
            """;

    private static final String MOVE = "UPDATE tenant SET domain = :domain WHERE id = :id";

    private static final RowMapper<Tenant> TENANT =
            (row, _) -> new Tenant(new TenantId(row.getString("id")), row.getString("name"), row.getString("domain"));

    Optional<Tenant> findByDomain(Tx tx, String domain, boolean orDefault) {
        return tx.first(BY_DOMAIN, q -> q.bind("domain", domain).bind("orDefault", orDefault), TENANT);
    }

    Optional<Tenant> findDefault(Tx tx) {
        return tx.first(DEFAULT, _ -> {}, TENANT);
    }

    Optional<Tenant> find(Tx tx, String name) {
        return tx.first(FIND, q -> q.bind("name", name), TENANT);
    }

    void insert(Tx tx, Tenant tenant, boolean isDefault, long createdAt) {
        tx.write(
                INSERT,
                u -> u.bind("id", tenant.id().value())
                        .bind("name", tenant.name())
                        .bind("domain", tenant.domain())
                        .bind("isDefault", isDefault)
                        .bind("createdAt", createdAt),
                new Problem.Conflict("tenant", "domain", tenant.domain()));
    }

    void move(Tx tx, TenantId tenant, String domain) {
        tx.write(
                MOVE,
                u -> u.bind("id", tenant.value()).bind("domain", domain),
                new Problem.Conflict("tenant", "domain", domain));
    }
}
