package dev.bailiwick.resourceserver;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/** A tenant's resource servers. */
public final class ResourceServers {

    private static final int ID_LENGTH = 24;

    private final ResourceServerStore store = new ResourceServerStore();
    private final Clock clock;
    private final RandomText random;

    public ResourceServers(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
    }

    /** Refuses an identifier that another resource server of the tenant has. */
    public ResourceServerId add(Tx tx, TenantId tenant, ResourceServer resourceServer) {
        var id = new ResourceServerId(random.hex(ID_LENGTH));
        store.insert(tx, tenant, id, resourceServer, clock.millis());
        return id;
    }

    /** How long, in seconds, the tokens for the resource server of this identifier live; empty when there is none. */
    public OptionalLong findTokenLifetime(Tx tx, TenantId tenant, String identifier) {
        return store.find(tx, tenant, identifier).stream()
                .mapToLong(ResourceServerStore.Stored::tokenLifetimeSeconds)
                .findFirst();
    }

    /** Has the tokens that are issued from now on live so long. Nothing happens when there is no such resource server. */
    public void changeTokenLifetime(Tx tx, TenantId tenant, String identifier, long seconds) {
        store.find(tx, tenant, identifier).ifPresent(found -> store.changeLifetime(tx, tenant, found.id(), seconds));
    }

    /** Removes a resource server with the client grants for it. Nothing happens when there is none. */
    public void remove(Tx tx, TenantId tenant, String identifier) {
        store.find(tx, tenant, identifier).ifPresent(found -> store.delete(tx, tenant, found.id()));
    }

    /** Gives the tenant's own Management API another identifier, as when the tenant's domain has changed. */
    public void renameSystem(Tx tx, TenantId tenant, String identifier) {
        store.renameSystem(tx, tenant, identifier);
    }

    /** How long a token of the tenant can live at most, whatever it is for. */
    public Duration longestTokenLifetime(Tx tx, TenantId tenant) {
        return Duration.ofSeconds(store.longestTokenLifetime(tx, tenant));
    }
}
