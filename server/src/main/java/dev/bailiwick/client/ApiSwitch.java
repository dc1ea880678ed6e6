package dev.bailiwick.client;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.resourceserver.ResourceServer;
import dev.bailiwick.resourceserver.ResourceServerDraft;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Switches a resource server of every tenant off, which removes it with the client grants for it, and on again.
 *
 * <p>Whoever switches it on is granted what the token says that did so, and no more: without any grant nobody could ask
 * for the next token.
 */
public final class ApiSwitch {

    private static final String KIND = "resource server";

    private final Database database;
    private final ResourceServers resourceServers;
    private final ClientGrants grants;
    private final AuditLog audit;
    private final ResourceServerDraft api;

    /**
     * A switch.
     *
     * @param api as it is when it is switched on
     */
    public ApiSwitch(
            Database database,
            ResourceServers resourceServers,
            ClientGrants grants,
            AuditLog audit,
            ResourceServerDraft api) {
        this.database = database;
        this.resourceServers = resourceServers;
        this.grants = grants;
        this.audit = audit;
        this.api = api;
    }

    /** The API as it is when it is switched on. */
    public ResourceServerDraft api() {
        return api;
    }

    /** Who asks, and what that client may do there. */
    public record Granted(ClientId client, Collection<String> scopes) {

        public Granted {
            scopes = List.copyOf(scopes);
        }
    }

    /** How long, in seconds, the API's tokens live; empty when it is off. */
    public OptionalLong findTokenLifetime(TenantId tenant) {
        return database.read(tx -> resourceServers.findTokenLifetime(tx, tenant, api.identifier()));
    }

    /** Switches the API on. Refuses with {@link Problem.Conflict} when it is. */
    public ResourceServer add(TenantId tenant, Granted asking, Origin origin) {
        return database.transaction(tx -> added(tx, tenant, api.tokenLifetimeSeconds(), asking, origin));
    }

    /** Switches the API on, unless it is, and has its tokens live so long. */
    public void put(TenantId tenant, long tokenLifetimeSeconds, Granted asking, Origin origin) {
        database.change(tx -> {
            var before = resourceServers.findTokenLifetime(tx, tenant, api.identifier());
            if (before.isEmpty()) {
                var _ = added(tx, tenant, tokenLifetimeSeconds, asking, origin);
            } else if (before.getAsLong() != tokenLifetimeSeconds) {
                resourceServers.changeTokenLifetime(tx, tenant, api.identifier(), tokenLifetimeSeconds);
                audit.record(
                        tx,
                        tenant,
                        origin,
                        "change",
                        KIND,
                        api.identifier(),
                        lifetime(before.getAsLong()),
                        lifetime(tokenLifetimeSeconds));
            }
        });
    }

    /** Switches the API off. Its tokens are refused from now on. Nothing happens when it is off. */
    public void remove(TenantId tenant, Origin origin) {
        database.change(tx -> {
            var before = resourceServers.findTokenLifetime(tx, tenant, api.identifier());
            if (before.isPresent()) {
                var along = resourceServers.remove(tx, tenant, api.identifier());
                var told = JsonObject.ofWritten(lifetime(before.getAsLong())).mergedWith(along, Set.of());
                audit.record(tx, tenant, origin, "delete", KIND, api.identifier(), told.toString(), "");
            }
        });
    }

    private ResourceServer added(Tx tx, TenantId tenant, long seconds, Granted asking, Origin origin) {
        var draft = ResourceServerDraft.of(api.name(), api.identifier(), api.scopeValues(), seconds, false);
        var id = resourceServers.add(tx, tenant, draft);
        var scopes =
                api.scopeValues().stream().filter(asking.scopes()::contains).toList();
        grants.add(tx, tenant, asking.client(), id, api.identifier(), scopes);
        audit.record(tx, tenant, origin, "create", KIND, api.identifier(), "", lifetime(seconds));
        return new ResourceServer(id, draft.identifier(), false, draft.scopes(), draft.settings(), null);
    }

    private static String lifetime(long seconds) {
        return "{\"token_lifetime\":" + seconds + "}";
    }
}
