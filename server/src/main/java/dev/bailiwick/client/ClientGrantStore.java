package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.resourceserver.ResourceServerId;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** Client grants as rows. */
final class ClientGrantStore {

    private static final String FROM = """
             FROM client_grant g
            JOIN resource_server r ON r.tenant_id = g.tenant_id AND r.id = g.resource_server_id
            WHERE g.tenant_id = :tenant""";

    private static final String SELECT =
            "SELECT g.id, g.client_id, r.identifier, g.subject_type, g.scope, g.settings" + FROM;

    private static final String COUNT = "SELECT COUNT(*) AS total" + FROM;

    private static final String FIND = SELECT + " AND g.id = :id";

    private static final String FIND_API =
            "SELECT id, is_system FROM resource_server WHERE tenant_id = :tenant AND identifier = :audience";

    private static final String SCOPES = """
            SELECT value FROM resource_server_scope
            WHERE tenant_id = :tenant AND resource_server_id = :resourceServer
            """;

    private static final String INSERT = """
            INSERT INTO client_grant (tenant_id, id, seq, client_id, resource_server_id, subject_type, scope, all_scopes,
                any_organization, needs_organization, settings, created_at)
            VALUES (:tenant, :id, :seq, :client, :resourceServer, :subjectType, :scope, :allScopes,
                :anyOrganization, :needsOrganization, :settings, :createdAt)
            """;

    private static final String CHANGE = """
            UPDATE client_grant SET scope = :scope, all_scopes = :allScopes, any_organization = :anyOrganization,
                needs_organization = :needsOrganization, settings = :settings
            WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String LOCK = "UPDATE client_grant SET scope = scope WHERE tenant_id = :tenant AND id = :id";

    private static final String DELETE = "DELETE FROM client_grant WHERE tenant_id = :tenant AND id = :id";

    private static final RowMapper<ClientGrant> GRANT = (row, _) -> new ClientGrant(
            row.getString("id"),
            Optional.ofNullable(row.getString("client_id")).map(ClientId::new),
            row.getString("identifier"),
            row.getString("subject_type"),
            words(row.getString("scope")),
            JsonObject.ofWritten(row.getString("settings")));

    /** A resource server that is granted. */
    record Api(ResourceServerId id, boolean isSystem) {}

    Optional<Api> findApi(Tx tx, TenantId tenant, String audience) {
        return tx.first(
                FIND_API,
                q -> q.bind("tenant", tenant.value()).bind("audience", audience),
                (row, _) -> new Api(new ResourceServerId(row.getString("id")), row.getBoolean("is_system")));
    }

    /** Those that a resource server knows. */
    Set<String> scopes(Tx tx, TenantId tenant, ResourceServerId resourceServer) {
        return new HashSet<>(tx.list(
                SCOPES,
                q -> q.bind("tenant", tenant.value()).bind("resourceServer", resourceServer.value()),
                (row, _) -> row.getString("value")));
    }

    Optional<ClientGrant> find(Tx tx, TenantId tenant, String id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id), GRANT);
    }

    /** The same, and nobody else changes it until the transaction is over. */
    Optional<ClientGrant> lock(Tx tx, TenantId tenant, String id) {
        tx.write(LOCK, u -> u.bind("tenant", tenant.value()).bind("id", id));
        return find(tx, tenant, id);
    }

    /** In the order of their ids, as Auth0 lists them. */
    Sliced<ClientGrant> list(Tx tx, TenantId tenant, ClientGrantFilter wanted, Slice slice) {
        var conditions = conditions(wanted);
        long total = tx.first(COUNT + conditions, q -> bind(q, tenant, wanted), (row, _) -> row.getLong("total"))
                .orElseThrow();
        var rows = tx.list(
                SELECT + conditions + " AND g.id > :after ORDER BY g.id LIMIT :rows OFFSET :offset",
                q -> bind(q, tenant, wanted)
                        .bind("after", slice.afterId())
                        .bind("rows", slice.rows())
                        .bind("offset", slice.offset()),
                (row, context) -> new Numbered<>(0, row.getString("id"), GRANT.map(row, context)));
        return Sliced.of(rows, slice, total);
    }

    void insert(Tx tx, TenantId tenant, ClientGrant added, ResourceServerId resourceServer, long createdAt) {
        long seq = Sequences.reserve(tx, tenant.value(), "client_grant", 1);
        tx.write(
                INSERT,
                u -> bound(u, tenant, added)
                        .bind("seq", seq)
                        .bind("client", added.client().map(ClientId::value))
                        .bind("resourceServer", resourceServer.value())
                        .bind("subjectType", added.subjectType())
                        .bind("createdAt", createdAt),
                new Problem.Conflict("client grant", "audience", added.grantee() + " and " + added.audience()));
    }

    void change(Tx tx, TenantId tenant, ClientGrant grant) {
        tx.write(CHANGE, u -> bound(u, tenant, grant));
    }

    void delete(Tx tx, TenantId tenant, String id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, TenantId tenant, ClientGrant grant) {
        return statement
                .bind("tenant", tenant.value())
                .bind("id", grant.id())
                .bind("scope", String.join(" ", grant.scopes()))
                .bind("allScopes", grant.hasAllScopes())
                .bind("anyOrganization", grant.isForAnyOrganization())
                .bind("needsOrganization", grant.needsOrganization())
                .bind("settings", grant.settings().toString());
    }

    private static String conditions(ClientGrantFilter wanted) {
        var conditions = new StringBuilder();
        wanted.audience().ifPresent(_ -> conditions.append(" AND r.identifier = :audience"));
        wanted.client().ifPresent(_ -> conditions.append(" AND g.client_id = :client"));
        wanted.subjectType().ifPresent(_ -> conditions.append(" AND g.subject_type = :subjectType"));
        return conditions
                .append(wanted.isForThirdParties() ? " AND g.client_id IS NULL" : "")
                .append(wanted.isForAnyOrganization() ? " AND g.any_organization" : "")
                .toString();
    }

    private static Query bind(Query query, TenantId tenant, ClientGrantFilter wanted) {
        query.bind("tenant", tenant.value());
        wanted.audience().ifPresent(value -> query.bind("audience", value));
        wanted.client().ifPresent(value -> query.bind("client", value));
        wanted.subjectType().ifPresent(value -> query.bind("subjectType", value));
        return query;
    }

    static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }
}
