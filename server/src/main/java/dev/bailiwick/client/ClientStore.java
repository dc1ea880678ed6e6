package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Clients as rows, with their secret settings as they are given. */
final class ClientStore {

    private static final String COLUMNS = """
            id, name, app_type, grant_types, is_global, is_first_party, auth_method, settings, secret_digest, secret_sealed
            """;

    private static final String FIND = "SELECT " + COLUMNS + "FROM client WHERE tenant_id = :tenant AND id = :id";

    private static final String LIST = "SELECT " + COLUMNS + "FROM client WHERE tenant_id = :tenant ORDER BY seq";

    private static final String INSERT = """
            INSERT INTO client (tenant_id, id, seq, name, app_type, grant_types, is_global, is_first_party, auth_method,
                settings, secret_digest, secret_sealed, created_at)
            VALUES (:tenant, :id, :seq, :name, :appType, :grantTypes, :isGlobal, :isFirstParty, :authMethod,
                :settings, :secretDigest, :secretSealed, :createdAt)
            """;

    private static final String CHANGE = """
            UPDATE client SET name = :name, app_type = :appType, grant_types = :grantTypes,
                is_first_party = :isFirstParty, auth_method = :authMethod, settings = :settings
            WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String LOCK = "UPDATE client SET name = name WHERE tenant_id = :tenant AND id = :id";

    private static final String CHANGE_SECRET = """
            UPDATE client SET secret_digest = :digest, secret_sealed = :sealed WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String DELETE = "DELETE FROM client WHERE tenant_id = :tenant AND id = :id";

    /** A client as it is stored. */
    record Known(Client client, ClientSecret secret) {}

    static final RowMapper<Known> KNOWN = (row, _) -> new Known(
            new Client(
                    new ClientId(row.getString("id")),
                    row.getString("name"),
                    row.getString("app_type"),
                    words(row.getString("grant_types")),
                    row.getBoolean("is_global"),
                    row.getBoolean("is_first_party"),
                    row.getString("auth_method"),
                    JsonObject.ofWritten(row.getString("settings"))),
            new ClientSecret(row.getString("secret_digest"), row.getString("secret_sealed")));

    private final ClientAliasStore aliases = new ClientAliasStore();

    Optional<Known> find(Tx tx, TenantId tenant, ClientId id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), KNOWN);
    }

    /** The same, and nobody else changes it until the transaction is over. */
    Optional<Known> lock(Tx tx, TenantId tenant, ClientId id) {
        tx.write(LOCK, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
        return find(tx, tenant, id);
    }

    /** All, in the order of their creation. */
    List<Known> list(Tx tx, TenantId tenant) {
        return tx.list(LIST, q -> q.bind("tenant", tenant.value()), KNOWN);
    }

    /** Refuses with {@link Problem.Conflict} an id or an alias that another client of the tenant has. */
    void insert(Tx tx, TenantId tenant, Known added, long createdAt) {
        var client = added.client();
        long seq = Sequences.reserve(tx, tenant.value(), "client", 1);
        tx.write(
                INSERT,
                u -> bound(u, tenant, client)
                        .bind("seq", seq)
                        .bind("isGlobal", client.isGlobal())
                        .bind("secretDigest", added.secret().digest())
                        .bind("secretSealed", added.secret().sealed())
                        .bind("createdAt", createdAt),
                new Problem.Conflict("client", "id", client.id().value()));
        requireFree(aliases.put(tx, tenant, client));
    }

    /** Refuses with {@link Problem.Conflict} an alias that it did not have before and another client of the tenant has. */
    void change(Tx tx, TenantId tenant, Client before, Client after) {
        tx.write(CHANGE, u -> bound(u, tenant, after));
        var taken = aliases.put(tx, tenant, after);
        taken.removeAll(before.aliases());
        requireFree(taken);
    }

    private static void requireFree(SortedSet<String> taken) {
        if (!taken.isEmpty()) {
            throw new Problem.Conflict("client", "alias", taken.first()).asException();
        }
    }

    /** Tells whether there is such a client. */
    boolean changeSecret(Tx tx, TenantId tenant, ClientId id, ClientSecret secret) {
        return tx.write(
                        CHANGE_SECRET,
                        u -> u.bind("tenant", tenant.value())
                                .bind("id", id.value())
                                .bind("digest", secret.digest())
                                .bind("sealed", secret.sealed()))
                == 1;
    }

    /** With it go its keys and its client grants, and connections forget it. */
    void delete(Tx tx, TenantId tenant, ClientId id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, TenantId tenant, Client client) {
        return statement
                .bind("tenant", tenant.value())
                .bind("id", client.id().value())
                .bind("name", client.name())
                .bind("appType", client.appType())
                .bind("grantTypes", String.join(" ", client.grantTypes()))
                .bind("isFirstParty", client.isFirstParty())
                .bind("authMethod", client.authMethod())
                .bind("settings", client.settings().toString());
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }
}
