package dev.bailiwick.connection;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For which clients connections are enabled, as rows. */
final class EnabledClientStore {

    private static final String OF_SOME = """
            SELECT connection_id, client_id FROM connection_client
            WHERE tenant_id = :tenant AND connection_id IN (<ids>) ORDER BY connection_id, seq
            """;

    private static final String PAGE = """
            SELECT client_id, seq FROM connection_client
            WHERE tenant_id = :tenant AND connection_id = :connection AND seq > :after
            ORDER BY seq LIMIT :limit OFFSET :offset
            """;

    private static final String COUNT = """
            SELECT COUNT(*) AS total FROM connection_client WHERE tenant_id = :tenant AND connection_id = :connection
            """;

    private static final String INSERT = """
            INSERT INTO connection_client (tenant_id, connection_id, client_id, seq)
            SELECT c.tenant_id, :connection, c.id, :seq FROM client c WHERE c.tenant_id = :tenant AND c.id = :client
            """;

    private static final String DELETE = """
            DELETE FROM connection_client
            WHERE tenant_id = :tenant AND connection_id = :connection AND client_id = :client
            """;

    private record Row(String connection, ClientId client) {}

    /** Those of several connections, by the connection's id, in the order of enabling. */
    Map<String, List<ClientId>> of(Tx tx, TenantId tenant, Collection<String> connections) {
        var found = new HashMap<String, List<ClientId>>();
        if (!connections.isEmpty()) {
            tx.list(
                            OF_SOME,
                            q -> q.bind("tenant", tenant.value()).bindList("ids", List.copyOf(connections)),
                            (row, _) ->
                                    new Row(row.getString("connection_id"), new ClientId(row.getString("client_id"))))
                    .forEach(row -> found.computeIfAbsent(row.connection, _ -> new ArrayList<>())
                            .add(row.client));
        }
        return found;
    }

    /** Part of those of one connection, in the order of enabling. */
    Sliced<ClientId> page(Tx tx, TenantId tenant, String connection, Slice slice) {
        long total = tx.first(
                        COUNT,
                        q -> q.bind("tenant", tenant.value()).bind("connection", connection),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
        var found = tx.list(
                PAGE,
                q -> q.bind("tenant", tenant.value())
                        .bind("connection", connection)
                        .bind("after", slice.after())
                        .bind("limit", slice.rows())
                        .bind("offset", slice.offset()),
                (row, _) -> new Numbered<>(row.getLong("seq"), new ClientId(row.getString("client_id"))));
        return Sliced.of(found, slice, total);
    }

    /** Enables a connection, which is locked, for a client for which it is not; tells whether there is such a client. */
    boolean insert(Tx tx, TenantId tenant, String connection, ClientId client) {
        long seq = Sequences.reserve(tx, tenant.value(), "connection_client", 1);
        return tx.write(
                        INSERT,
                        u -> u.bind("tenant", tenant.value())
                                .bind("connection", connection)
                                .bind("client", client.value())
                                .bind("seq", seq))
                == 1;
    }

    void delete(Tx tx, TenantId tenant, String connection, Collection<ClientId> clients) {
        tx.bulk(
                DELETE,
                clients,
                (batch, client) -> batch.bind("tenant", tenant.value())
                        .bind("connection", connection)
                        .bind("client", client.value()));
    }
}
