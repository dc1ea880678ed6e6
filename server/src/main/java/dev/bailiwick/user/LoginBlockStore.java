package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Login blocks as rows. */
final class LoginBlockStore {

    private static final String LIST = """
            SELECT identifier, connection, address FROM login_block
            WHERE tenant_id = :tenant AND identifier IN (<identifiers>) AND blocked_at > :since
            ORDER BY blocked_at, identifier, connection, address
            """;

    private static final String DELETE = """
            DELETE FROM login_block WHERE tenant_id = :tenant AND identifier = :identifier
                AND connection = :connection AND address = :address
            """;

    /** Those of some identifiers, in whichever connections. */
    List<LoginBlock> list(Tx tx, TenantId tenant, Collection<String> identifiers, Instant since) {
        return identifiers.isEmpty()
                ? List.of()
                : tx.list(
                        LIST,
                        q -> q.bind("tenant", tenant.value())
                                .bindList("identifiers", List.copyOf(identifiers))
                                .bind("since", since.toEpochMilli()),
                        (row, _) -> new LoginBlock(
                                row.getString("identifier"), row.getString("connection"), row.getString("address")));
    }

    void delete(Tx tx, TenantId tenant, List<LoginBlock> blocks) {
        tx.bulk(
                DELETE,
                blocks,
                (batch, block) -> batch.bind("tenant", tenant.value())
                        .bind("identifier", block.identifier())
                        .bind("connection", block.connection())
                        .bind("address", block.address()));
    }
}
