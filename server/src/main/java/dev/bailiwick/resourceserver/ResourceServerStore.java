package dev.bailiwick.resourceserver;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Resource servers as rows, with their scopes. */
final class ResourceServerStore {

    private static final String COLUMNS = "id, seq, identifier, is_system, has_scopes, signing_secret, settings";

    /** An id goes before an identifier that reads like it. */
    private static final String FIND = "SELECT " + COLUMNS + """
             FROM resource_server WHERE tenant_id = :tenant AND (id = :key OR identifier = :key)
            ORDER BY CASE WHEN id = :key THEN 0 ELSE 1 END LIMIT 1
            """;

    private static final String LOCK = "UPDATE resource_server SET seq = seq WHERE tenant_id = :tenant AND id = :id";

    private static final String LIST = "SELECT " + COLUMNS + """
             FROM resource_server WHERE tenant_id = :tenant<filter> AND seq > :after
            ORDER BY seq LIMIT :limit OFFSET :offset
            """;

    private static final String COUNT = """
            SELECT COUNT(*) AS total FROM resource_server WHERE tenant_id = :tenant<filter>
            """;

    private static final String OF_IDENTIFIERS = " AND identifier IN (<identifiers>)";

    private static final String INSERT = """
            INSERT INTO resource_server (tenant_id, id, seq, identifier, is_system, created_at, name, token_lifetime,
                client_policy, token_dialect, signing_alg, signing_secret, has_scopes, settings)
            VALUES (:tenant, :id, :seq, :identifier, :isSystem, :createdAt, :name, :tokenLifetime,
                :clientPolicy, :tokenDialect, :signingAlg, :signingSecret, :hasScopes, :settings)
            """;

    private static final String UPDATE = """
            UPDATE resource_server SET name = :name, token_lifetime = :tokenLifetime, client_policy = :clientPolicy,
                token_dialect = :tokenDialect, signing_alg = :signingAlg, signing_secret = :signingSecret,
                has_scopes = :hasScopes, settings = :settings
            WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String RENAME_SYSTEM = """
            UPDATE resource_server SET identifier = :identifier WHERE tenant_id = :tenant AND is_system
            """;

    private static final String LONGEST_LIFETIME = """
            SELECT COALESCE(MAX(token_lifetime), 0) AS longest FROM resource_server WHERE tenant_id = :tenant
            """;

    private static final String ALGORITHMS =
            "SELECT DISTINCT signing_alg FROM resource_server WHERE tenant_id = :tenant";

    private static final String DELETE = "DELETE FROM resource_server WHERE tenant_id = :tenant AND id = :id";

    private final ScopeStore scopes = new ScopeStore();

    /**
     * A resource server as it is stored.
     *
     * @param secretSealed the signing secret; '' for none
     */
    record Stored(ResourceServerId id, long seq, ResourceServerDraft draft, String secretSealed) {

        Stored with(@Nullable List<Scope> scopes, JsonObject settings, String secretSealed) {
            return new Stored(
                    id,
                    seq,
                    new ResourceServerDraft(draft.identifier(), draft.isSystem(), scopes, settings),
                    secretSealed);
        }

        Numbered<Stored> numbered() {
            return new Numbered<>(seq, this);
        }

        List<Scope> scopes() {
            var known = draft.scopes();
            return known == null ? List.of() : known;
        }
    }

    private static final RowMapper<Stored> STORED = (row, _) -> new Stored(
            new ResourceServerId(row.getString("id")),
            row.getLong("seq"),
            new ResourceServerDraft(
                    row.getString("identifier"),
                    row.getBoolean("is_system"),
                    row.getBoolean("has_scopes") ? List.of() : null,
                    JsonObject.ofWritten(row.getString("settings"))),
            row.getString("signing_secret"));

    /** The one with this id, or else with this identifier. */
    Optional<Stored> find(Tx tx, TenantId tenant, String key) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("key", key), STORED)
                .map(stored -> withScopes(tx, tenant, List.of(stored)).getFirst());
    }

    /** The same, and nobody changes it until the transaction is over. */
    Optional<Stored> lock(Tx tx, TenantId tenant, String key) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("key", key), STORED)
                .map(Stored::id)
                .filter(id ->
                        tx.write(LOCK, u -> u.bind("tenant", tenant.value()).bind("id", id.value())) == 1)
                .flatMap(id -> find(tx, tenant, id.value()));
    }

    /** Part of all, in the order of their creation, or of those with one of the identifiers. */
    Sliced<Stored> list(Tx tx, TenantId tenant, List<String> identifiers, Slice slice) {
        var filter = identifiers.isEmpty() ? "" : OF_IDENTIFIERS;
        long total = tx.first(
                        COUNT.replace("<filter>", filter),
                        q -> filtered(q, tenant, identifiers),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
        var found = tx.list(
                LIST.replace("<filter>", filter),
                q -> filtered(q, tenant, identifiers)
                        .bind("after", slice.after())
                        .bind("limit", slice.rows())
                        .bind("offset", slice.offset()),
                STORED);
        return Sliced.of(
                withScopes(tx, tenant, found).stream().map(Stored::numbered).toList(), slice, total);
    }

    void insert(
            Tx tx,
            TenantId tenant,
            ResourceServerId id,
            ResourceServerDraft added,
            String secretSealed,
            long createdAt) {
        long seq = Sequences.reserve(tx, tenant.value(), "resource_server", 1);
        var stored = new Stored(id, seq, added, secretSealed);
        tx.write(
                INSERT,
                u -> bind(u, tenant, stored)
                        .bind("seq", seq)
                        .bind("identifier", added.identifier())
                        .bind("isSystem", added.isSystem())
                        .bind("createdAt", createdAt),
                taken(added.identifier()));
        scopes.replace(tx, tenant, id, List.of(), stored.scopes());
    }

    /** Tells the values of scopes that it had before and has no more. */
    Set<String> update(Tx tx, TenantId tenant, Stored before, Stored after) {
        tx.write(UPDATE, u -> bind(u, tenant, after));
        return scopes.replace(tx, tenant, after.id(), before.scopes(), after.scopes());
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

    Set<String> algorithms(Tx tx, TenantId tenant) {
        return Set.copyOf(
                tx.list(ALGORITHMS, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getString("signing_alg")));
    }

    private List<Stored> withScopes(Tx tx, TenantId tenant, List<Stored> found) {
        var ids = found.stream().map(stored -> stored.id().value()).toList();
        var all = scopes.of(tx, tenant, ids);
        return found.stream()
                .map(stored -> stored.draft().scopes() == null
                        ? stored
                        : stored.with(
                                all.getOrDefault(stored.id().value(), List.of()),
                                stored.draft().settings(),
                                stored.secretSealed()))
                .toList();
    }

    private static <S extends SqlStatement<S>> S filtered(S statement, TenantId tenant, List<String> identifiers) {
        statement.bind("tenant", tenant.value());
        return identifiers.isEmpty() ? statement : statement.bindList("identifiers", identifiers);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, TenantId tenant, Stored stored) {
        var settings = stored.draft().settings();
        return statement
                .bind("tenant", tenant.value())
                .bind("id", stored.id().value())
                .bind("name", ApiSettings.name(settings))
                .bind("tokenLifetime", ApiSettings.tokenLifetime(settings))
                .bind("clientPolicy", ApiSettings.clientPolicy(settings))
                .bind("tokenDialect", ApiSettings.dialect(settings))
                .bind("signingAlg", ApiSettings.algorithm(settings))
                .bind("signingSecret", stored.secretSealed())
                .bind("hasScopes", stored.draft().scopes() != null)
                .bind("settings", settings.toString());
    }

    private static Problem taken(String identifier) {
        return new Problem.Conflict("resource server", "identifier", identifier);
    }
}
