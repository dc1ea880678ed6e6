package dev.bailiwick.client;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/** Lists clients in the order of their creation, some at a time. */
final class ClientPageStore {

    private static final String COUNT = "SELECT COUNT(*) AS total FROM client c WHERE c.tenant_id = :tenant";

    private static final String PAGE = """
            SELECT c.seq, c.id, c.name, c.app_type, c.grant_types, c.is_global, c.is_first_party, c.auth_method, c.settings,
                c.secret_digest, c.secret_sealed
            FROM client c WHERE c.tenant_id = :tenant""";

    private static final String IN_ANY_ORGANIZATION = """
             AND EXISTS (SELECT 1 FROM client_grant g
                WHERE g.tenant_id = c.tenant_id AND g.client_id = c.id AND g.any_organization)
            """;

    private static final String SECRETS = """
            SELECT id, secret_sealed FROM client
            WHERE tenant_id = :tenant AND id IN (<ids>) AND secret_sealed <> ''
            """;

    Sliced<Client> list(Tx tx, TenantId tenant, ClientFilter wanted, Slice slice) {
        var conditions = conditions(wanted);
        long total = tx.first(COUNT + conditions, q -> bind(q, tenant, wanted), (row, _) -> row.getLong("total"))
                .orElseThrow();
        var rows = tx.list(
                PAGE + conditions + " AND c.seq > :after ORDER BY c.seq LIMIT :rows OFFSET :offset",
                q -> bind(q, tenant, wanted)
                        .bind("after", slice.after())
                        .bind("rows", slice.rows())
                        .bind("offset", slice.offset()),
                (row, context) -> new Numbered<>(
                        row.getLong("seq"), ClientStore.KNOWN.map(row, context).client()));
        return Sliced.of(rows, slice, total);
    }

    /** Sealed. */
    Map<ClientId, String> secrets(Tx tx, TenantId tenant, List<ClientId> ids) {
        return tx
                .list(
                        SECRETS,
                        q -> q.bind("tenant", tenant.value())
                                .bindList(
                                        "ids", ids.stream().map(ClientId::value).toList()),
                        (row, _) -> Map.entry(new ClientId(row.getString("id")), row.getString("secret_sealed")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String conditions(ClientFilter wanted) {
        var conditions = new StringBuilder();
        wanted.isGlobal().ifPresent(_ -> conditions.append(" AND c.is_global = :isGlobal"));
        wanted.isFirstParty().ifPresent(_ -> conditions.append(" AND c.is_first_party = :isFirstParty"));
        if (!wanted.appTypes().isEmpty()) {
            conditions.append(" AND c.app_type IN (<appTypes>)");
        }
        return conditions
                .append(wanted.isInAnyOrganization() ? IN_ANY_ORGANIZATION : "")
                .toString();
    }

    private static Query bind(Query query, TenantId tenant, ClientFilter wanted) {
        query.bind("tenant", tenant.value());
        wanted.isGlobal().ifPresent(value -> query.bind("isGlobal", value));
        wanted.isFirstParty().ifPresent(value -> query.bind("isFirstParty", value));
        return wanted.appTypes().isEmpty() ? query : query.bindList("appTypes", wanted.appTypes());
    }
}
