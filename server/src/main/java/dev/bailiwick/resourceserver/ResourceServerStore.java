package dev.bailiwick.resourceserver;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;
import java.util.stream.IntStream;

/** Resource servers as rows, with their scopes. */
final class ResourceServerStore {

    private static final String INSERT = """
            INSERT INTO resource_server (tenant_id, id, seq, name, identifier, token_lifetime, is_system, created_at)
            VALUES (:tenant, :id, :seq, :name, :identifier, :tokenLifetime, :isSystem, :createdAt)
            """;

    private static final String INSERT_SCOPE = """
            INSERT INTO resource_server_scope (tenant_id, resource_server_id, position, value, description)
            VALUES (:tenant, :id, :position, :value, '')
            """;

    private static final String RENAME_SYSTEM = """
            UPDATE resource_server SET identifier = :identifier WHERE tenant_id = :tenant AND is_system
            """;

    private static final String LONGEST_LIFETIME = """
            SELECT COALESCE(MAX(token_lifetime), 0) AS longest FROM resource_server WHERE tenant_id = :tenant
            """;

    private static final String FIND = """
            SELECT id, token_lifetime FROM resource_server WHERE tenant_id = :tenant AND identifier = :identifier
            """;

    private static final String CHANGE_LIFETIME = """
            UPDATE resource_server SET token_lifetime = :seconds WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String DELETE = "DELETE FROM resource_server WHERE tenant_id = :tenant AND id = :id";

    /** What is changed of a resource server. */
    record Stored(ResourceServerId id, long tokenLifetimeSeconds) {}

    void insert(Tx tx, TenantId tenant, ResourceServerId id, ResourceServer added, long createdAt) {
        long seq = Sequences.reserve(tx, tenant.value(), "resource_server", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id.value())
                        .bind("seq", seq)
                        .bind("name", added.name())
                        .bind("identifier", added.identifier())
                        .bind("tokenLifetime", added.tokenLifetimeSeconds())
                        .bind("isSystem", added.isSystem())
                        .bind("createdAt", createdAt),
                taken(added.identifier()));
        tx.bulk(
                INSERT_SCOPE,
                () -> IntStream.range(0, added.scopes().size()).iterator(),
                (b, position) -> b.bind("tenant", tenant.value())
                        .bind("id", id.value())
                        .bind("position", position)
                        .bind("value", added.scopes().get(position)));
    }

    /** The id of the one with this identifier, and how long its tokens live. */
    Optional<Stored> find(Tx tx, TenantId tenant, String identifier) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value()).bind("identifier", identifier),
                (row, _) -> new Stored(new ResourceServerId(row.getString("id")), row.getLong("token_lifetime")));
    }

    void changeLifetime(Tx tx, TenantId tenant, ResourceServerId id, long seconds) {
        tx.write(
                CHANGE_LIFETIME,
                u -> u.bind("tenant", tenant.value()).bind("id", id.value()).bind("seconds", seconds));
    }

    /** With it go its scopes and the client grants for it. */
    void delete(Tx tx, TenantId tenant, ResourceServerId id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
    }

    void renameSystem(Tx tx, TenantId tenant, String identifier) {
        tx.write(
                RENAME_SYSTEM, u -> u.bind("tenant", tenant.value()).bind("identifier", identifier), taken(identifier));
    }

    long longestTokenLifetime(Tx tx, TenantId tenant) {
        return tx.first(LONGEST_LIFETIME, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getLong("longest"))
                .orElseThrow();
    }

    private static Problem taken(String identifier) {
        return new Problem.Conflict("resource server", "identifier", identifier);
    }
}
