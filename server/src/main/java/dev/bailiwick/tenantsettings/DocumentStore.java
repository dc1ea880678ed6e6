package dev.bailiwick.tenantsettings;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents as rows. No other class names the table {@code tenant_document}. */
final class DocumentStore {

    private static final String FIND = """
            SELECT content FROM tenant_document WHERE tenant_id = :tenant AND kind = :kind AND name = :name
            """;

    private static final String LIST = """
            SELECT name, content FROM tenant_document WHERE tenant_id = :tenant AND kind = :kind ORDER BY name
            """;

    private static final String NAMES = """
            SELECT name FROM tenant_document WHERE tenant_id = :tenant AND kind = :kind ORDER BY name
            """;

    private static final String INSERT = """
            INSERT INTO tenant_document (tenant_id, kind, name, content) VALUES (:tenant, :kind, :name, :content)
            ON CONFLICT (tenant_id, kind, name) DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE tenant_document SET content = :content
            WHERE tenant_id = :tenant AND kind = :kind AND name = :name AND content = :seen
            """;

    private static final String DELETE = """
            DELETE FROM tenant_document WHERE tenant_id = :tenant AND kind = :kind AND name = :name AND content = :seen
            """;

    Optional<String> find(Tx tx, TenantId tenant, String kind, String name) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value()).bind("kind", kind).bind("name", name),
                (row, _) -> row.getString("content"));
    }

    /** All of a kind by their names, which are their order. */
    Map<String, String> list(Tx tx, TenantId tenant, String kind) {
        var found = new LinkedHashMap<String, String>();
        tx.list(
                        LIST,
                        q -> q.bind("tenant", tenant.value()).bind("kind", kind),
                        (row, _) -> Map.entry(row.getString("name"), row.getString("content")))
                .forEach(row -> found.put(row.getKey(), row.getValue()));
        return found;
    }

    /** The names of all of a kind, in their order. */
    List<String> names(Tx tx, TenantId tenant, String kind) {
        return tx.list(
                NAMES, q -> q.bind("tenant", tenant.value()).bind("kind", kind), (row, _) -> row.getString("name"));
    }

    /**
     * Puts the content there, or takes the document away, if it still is as it was seen. Tells whether it was.
     *
     * @param seen empty when there was none
     * @param content empty to take it away
     */
    boolean replace(Tx tx, TenantId tenant, String kind, String name, Optional<String> seen, Optional<String> content) {
        if (seen.isEmpty() && content.isEmpty()) {
            return true;
        }
        var sql = seen.isEmpty() ? INSERT : content.isEmpty() ? DELETE : UPDATE;
        return tx.write(sql, u -> {
                    u.bind("tenant", tenant.value()).bind("kind", kind).bind("name", name);
                    seen.ifPresent(text -> u.bind("seen", text));
                    content.ifPresent(text -> u.bind("content", text));
                })
                == 1;
    }
}
