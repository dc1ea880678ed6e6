package dev.bailiwick.client;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Clients as rows. */
final class ClientStore {

    private static final String FIND = """
            SELECT id, name, app_type, grant_types, callbacks, is_global, secret_digest
            FROM client WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String LIST = """
            SELECT id, name, app_type, grant_types, callbacks, is_global, secret_digest
            FROM client WHERE tenant_id = :tenant ORDER BY seq
            """;

    private static final String INSERT = """
            INSERT INTO client (tenant_id, id, seq, name, app_type, grant_types, callbacks, is_global, secret_digest,
                secret_sealed, created_at)
            VALUES (:tenant, :id, :seq, :name, :appType, :grantTypes, :callbacks, :isGlobal, :secretDigest,
                :secretSealed, :createdAt)
            """;

    private static final String WITHDRAW_SECRET = """
            UPDATE client SET secret_digest = '', secret_sealed = '' WHERE tenant_id = :tenant AND id = :id
            """;

    /**
     * A client as it is stored.
     *
     * @param secretDigest '', which is no digest of anything, when the client has no secret
     */
    record Known(Client client, String secretDigest) {}

    private static final RowMapper<Known> KNOWN = (row, _) -> new Known(
            new Client(
                    new ClientId(row.getString("id")),
                    row.getString("name"),
                    row.getString("app_type"),
                    words(row.getString("grant_types")),
                    words(row.getString("callbacks")),
                    row.getBoolean("is_global")),
            row.getString("secret_digest"));

    Optional<Known> find(Tx tx, TenantId tenant, ClientId id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), KNOWN);
    }

    /** All, in the order of their creation. */
    List<Known> list(Tx tx, TenantId tenant) {
        return tx.list(LIST, q -> q.bind("tenant", tenant.value()), KNOWN);
    }

    void insert(Tx tx, TenantId tenant, Clients.NewClient added, long createdAt) {
        var client = added.client();
        long seq = Sequences.reserve(tx, tenant.value(), "client", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", client.id().value())
                        .bind("seq", seq)
                        .bind("name", client.name())
                        .bind("appType", client.appType())
                        .bind("grantTypes", String.join(" ", client.grantTypes()))
                        .bind("callbacks", String.join(" ", client.callbacks()))
                        .bind("isGlobal", client.isGlobal())
                        .bind("secretDigest", added.secretDigest())
                        .bind("secretSealed", added.secretSealed())
                        .bind("createdAt", createdAt),
                new Problem.Conflict("client", "id", client.id().value()));
    }

    /** Tells whether there is such a client. */
    boolean withdrawSecret(Tx tx, TenantId tenant, ClientId id) {
        return tx.write(WITHDRAW_SECRET, u -> u.bind("tenant", tenant.value()).bind("id", id.value())) == 1;
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }
}
