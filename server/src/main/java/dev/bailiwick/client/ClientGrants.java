package dev.bailiwick.client;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.resourceserver.ResourceServerId;
import dev.bailiwick.resourceserver.ScopeUses;
import dev.bailiwick.resourceserver.TokenForm;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which client may ask which resource server for which scopes. */
public final class ClientGrants implements ScopeUses {

    /** What a resource server says that issues nothing to clients themselves. */
    private static final String DENY_ALL = "deny_all";

    private static final int ID_LENGTH = 16;
    private static final String KIND = "client grant";
    private static final String ALL_SCOPES = "allow_all_scopes";

    private final Database database;
    private final ClientGrantStore store = new ClientGrantStore();
    private final GrantedScopesStore granted = new GrantedScopesStore();
    private final ClientStore clients = new ClientStore();
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;

    public ClientGrants(Database database, AuditLog audit, Clock clock, RandomText random) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What the client gets for an audience, without a user.
     *
     * <p>Refuses with {@link TokenRefusal.UnknownAudience}, {@link TokenRefusal.ClientsDenied}, {@link
     * TokenRefusal.NoClientGrant}, {@link TokenRefusal.InvalidRequest} or {@link TokenRefusal.ScopesNotGranted}.
     *
     * @param audience the identifier of a resource server
     * @param requested the scopes asked for; empty asks for all that are granted
     */
    public Granted authorize(TenantId tenant, ClientId client, String audience, List<String> requested) {
        var found = database.read(tx -> granted.find(tx, tenant, client, audience))
                .orElseThrow(() -> new TokenRefusal.UnknownAudience(audience).asException());
        if (found.clientPolicy().equals(DENY_ALL)) {
            throw new TokenRefusal.ClientsDenied(client.value(), audience).asException();
        }
        var held = found.scopes().orElseThrow(() -> new TokenRefusal.NoClientGrant(audience).asException());
        if (found.needsOrganization()) {
            throw new TokenRefusal.InvalidRequest("parameter organization is required for this client").asException();
        }
        var known = new HashSet<>(held);
        var excess = requested.stream().filter(scope -> !known.contains(scope)).toList();
        if (!excess.isEmpty()) {
            throw new TokenRefusal.ScopesNotGranted(excess).asException();
        }
        var wanted = new HashSet<>(requested);
        var scopes = requested.isEmpty()
                ? held
                : held.stream().filter(wanted::contains).toList();
        return new Granted(audience, found.tokenLifetimeSeconds(), found.form(), scopes);
    }

    /** Some of the client grants that are wanted, in the order of their ids. */
    public Sliced<ClientGrant> list(TenantId tenant, ClientGrantFilter wanted, Slice slice) {
        return database.read(tx -> store.list(tx, tenant, wanted, slice));
    }

    /** Refuses with {@link Problem.NotFound} one that is not there. */
    public ClientGrant get(TenantId tenant, String id) {
        return database.read(tx -> store.find(tx, tenant, id)).orElseThrow(() -> missing(id));
    }

    /**
     * Joins a client to a resource server, or all that are not first-party.
     *
     * <p>Refuses with {@link Problem.NotFound} a client or an audience that is not there, with {@link Problem.Unusable} a client
     * that configures others and asks for nothing itself, with {@link Problem.NotAllowed} a scope that the tenant's own Management
     * API does not know, or that API for more than one client, and with {@link Problem.Conflict} a second grant for the same two and
     * the same type of subject. Scopes that another resource server does not know are taken, as by Auth0.
     *
     * @param given by Auth0's names, with {@code audience} and either of {@code client_id} and {@code default_for}
     */
    public ClientGrant add(TenantId tenant, JsonObject given, Origin origin) {
        var added = ClientGrant.of(newId(), given);
        return database.transaction(tx -> {
            added.client().ifPresent(client -> requireUsable(tx, tenant, client));
            var api = store.findApi(tx, tenant, added.audience())
                    .orElseThrow(() -> new Problem.NotFound("audience", added.audience()).asException());
            if (api.isSystem() && added.client().isEmpty()) {
                throw ClientRules.refused("Client grants for this API cannot be created for third-party clients");
            }
            requireAllowed(tx, tenant, api, given);
            store.insert(tx, tenant, added, api.id(), clock.millis());
            record(
                    tx,
                    tenant,
                    origin,
                    "create",
                    added.id(),
                    "",
                    added.attributes().toString());
            return added;
        });
    }

    /** Joins a client to a resource server that is being made. Refuses a second grant for the same two. */
    public void add(
            Tx tx,
            TenantId tenant,
            ClientId client,
            ResourceServerId resourceServer,
            String audience,
            List<String> scopes) {
        var added = new ClientGrant(
                newId(), Optional.of(client), audience, ClientGrant.WITHOUT_USER, scopes, JsonObject.of(Map.of()));
        store.insert(tx, tenant, added, resourceServer, clock.millis());
    }

    /**
     * Changes a client grant, which every token request from now on sees. Refuses with {@link Problem.NotFound} one that is
     * not there, and with {@link Problem.NotAllowed} a scope that the tenant's own Management API does not know.
     *
     * @param patch the members that change; null takes one away
     */
    public ClientGrant change(TenantId tenant, String id, JsonObject patch, Origin origin) {
        return database.transaction(tx -> {
            var before = store.lock(tx, tenant, id).orElseThrow(() -> missing(id));
            var api = store.findApi(tx, tenant, before.audience()).orElseThrow();
            requireAllowed(tx, tenant, api, patch);
            var after = ClientGrant.of(
                    id, before.attributes().mergedWith(patch, Set.of()).withoutNulls());
            if (!after.equals(before)) {
                store.change(tx, tenant, after);
                record(
                        tx,
                        tenant,
                        origin,
                        "change",
                        id,
                        before.attributes().toString(),
                        after.attributes().toString());
            }
            return after;
        });
    }

    /** Removes a client grant. Nothing happens when it is not there. */
    public void remove(TenantId tenant, String id, Origin origin) {
        database.change(tx -> store.lock(tx, tenant, id).ifPresent(before -> {
            store.delete(tx, tenant, id);
            record(tx, tenant, origin, "delete", id, before.attributes().toString(), "");
        }));
    }

    /** A scope that its resource server does not know any more is granted no longer. */
    @Override
    public void withdraw(Tx tx, TenantId tenant, ResourceServerId id, Set<String> scopes, Origin origin) {
        for (var lost : granted.withdraw(tx, tenant, id, scopes)) {
            record(tx, tenant, origin, "change", lost.id(), told(lost.before()), told(lost.after()));
        }
    }

    /**
     * What a token may be issued for.
     *
     * @param form how the token is written
     * @param scopes in the order of the grant
     */
    public record Granted(String audience, long tokenLifetimeSeconds, TokenForm form, List<String> scopes) {

        /** Those of the scopes that are among others. */
        public Granted within(Set<String> others) {
            return new Granted(
                    audience,
                    tokenLifetimeSeconds,
                    form,
                    scopes.stream().filter(others::contains).toList());
        }
    }

    private void requireUsable(Tx tx, TenantId tenant, ClientId id) {
        var known = clients.find(tx, tenant, id)
                .orElseThrow(() -> new Problem.NotFound("client of a grant", id.value()).asException());
        if (known.client().appType().equals(Client.EXPRESS)) {
            throw new Problem.Unusable("Client of type " + Client.EXPRESS + " cannot be used").asException();
        }
    }

    private void requireAllowed(Tx tx, TenantId tenant, ClientGrantStore.Api api, JsonObject given) {
        if (!api.isSystem()) {
            return;
        }
        if (given.has(ALL_SCOPES)) {
            throw ClientRules.refused("`allow_all_scopes` cannot be provided when `audience` is a system API");
        }
        if (!store.scopes(tx, tenant, api.id()).containsAll(given.texts("/scope"))) {
            throw ClientRules.refused("Payload validation error: scope must be a subset of resource server scopes");
        }
    }

    private void record(Tx tx, TenantId tenant, Origin origin, String action, String id, String before, String after) {
        audit.record(tx, tenant, origin, action, KIND, id, before, after);
    }

    private static String told(List<String> scopes) {
        return Json.text(Map.of("scope", scopes));
    }

    private String newId() {
        return "cgr_" + random.alphanumeric(ID_LENGTH);
    }

    private static RuntimeException missing(String id) {
        return new Problem.NotFound(KIND, id).asException();
    }
}
