package dev.bailiwick.client;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names beside its id by which relying parties call a client, as rows, so that two clients of a tenant cannot have the same. */
final class ClientAliasStore {

    private static final String OF_CLIENT = " client_alias WHERE tenant_id = :tenant AND client_id = :client";
    private static final String LIST = "SELECT alias FROM" + OF_CLIENT;
    private static final String CLEAR = "DELETE FROM" + OF_CLIENT;

    private static final String INSERT = """
            INSERT INTO client_alias (tenant_id, alias, client_id) VALUES (:tenant, :alias, :client) ON CONFLICT DO NOTHING
            """;

    /** Keeps those that a client has from now on, and no others, and tells which another client has. */
    SortedSet<String> put(Tx tx, TenantId tenant, Client client) {
        var id = client.id().value();
        var aliases = new TreeSet<>(client.aliases());
        tx.write(CLEAR, u -> u.bind("tenant", tenant.value()).bind("client", id));
        if (aliases.isEmpty()) {
            return aliases;
        }
        tx.bulk(
                INSERT,
                aliases,
                (batch, alias) -> batch.bind("tenant", tenant.value())
                        .bind("alias", alias)
                        .bind("client", id));
        tx.list(LIST, q -> q.bind("tenant", tenant.value()).bind("client", id), (row, _) -> row.getString("alias"))
                .forEach(aliases::remove);
        return aliases;
    }
}
