package dev.bailiwick.client;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** Clients as rows. */
final class ClientStore {

    private static final String FIND = """
            SELECT id, name, app_type, grant_types, is_global, secret_digest
            FROM client WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String INSERT = """
            INSERT INTO client (tenant_id, id, seq, name, app_type, grant_types, is_global, secret_digest, secret_sealed,
                created_at)
            VALUES (:tenant, :id, :seq, :name, :appType, :grantTypes, :isGlobal, :secretDigest, :secretSealed, :createdAt)
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

    Optional<Known> find(Tx tx, TenantId tenant, ClientId id) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value()).bind("id", id.value()),
                (row, _) -> new Known(
                        new Client(
                                new ClientId(row.getString("id")),
                                row.getString("name"),
                                row.getString("app_type"),
                                List.of(row.getString("grant_types").split(" ")),
                                row.getBoolean("is_global")),
                        row.getString("secret_digest")));
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
}
