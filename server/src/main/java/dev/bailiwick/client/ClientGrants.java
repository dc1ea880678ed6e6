package dev.bailiwick.client;

import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.resourceserver.ResourceServerId;
import dev.bailiwick.resourceserver.ScopeUses;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Which client may ask which resource server for which scopes without a user. */
public final class ClientGrants implements ScopeUses {

    /** What a resource server says that issues nothing to clients themselves. */
    private static final String DENY_ALL = "deny_all";

    private static final int ID_LENGTH = 16;

    private final Database database;
    private final ClientGrantStore store = new ClientGrantStore();
    private final Clock clock;
    private final RandomText random;

    public ClientGrants(Database database, Clock clock, RandomText random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What the client gets for an audience.
     *
     * <p>Refuses with {@link TokenRefusal.UnknownAudience}, {@link TokenRefusal.ClientsDenied},
     * {@link TokenRefusal.NoClientGrant} or {@link TokenRefusal.ScopesNotGranted}.
     *
     * @param audience the identifier of a resource server
     * @param requested the scopes asked for; empty asks for all that are granted
     */
    public Granted authorize(TenantId tenant, ClientId client, String audience, List<String> requested) {
        var found = database.read(tx -> store.find(tx, tenant, client, audience))
                .orElseThrow(() -> new TokenRefusal.UnknownAudience(audience).asException());
        if (found.clientPolicy().equals(DENY_ALL)) {
            throw new TokenRefusal.ClientsDenied(client.value(), audience).asException();
        }
        var granted = found.scopes().orElseThrow(() -> new TokenRefusal.NoClientGrant(audience).asException());
        var excess =
                requested.stream().filter(scope -> !granted.contains(scope)).toList();
        if (!excess.isEmpty()) {
            throw new TokenRefusal.ScopesNotGranted(excess).asException();
        }
        var scopes = requested.isEmpty()
                ? granted
                : granted.stream().filter(requested::contains).toList();
        return new Granted(audience, found.tokenLifetimeSeconds(), scopes);
    }

    /** Joins a client to a resource server. Refuses a second grant for the same two. */
    public void add(Tx tx, TenantId tenant, ClientId client, ResourceServerId resourceServer, List<String> scopes) {
        var id = "cgr_" + random.alphanumeric(ID_LENGTH);
        store.insert(tx, tenant, id, client, resourceServer, scopes, clock.millis());
    }

    /** A scope that its resource server does not know any more is granted no longer. */
    @Override
    public void withdraw(Tx tx, TenantId tenant, ResourceServerId id, Set<String> scopes) {
        store.withdraw(tx, tenant, id, scopes);
    }

    /**
     * What a token may be issued for.
     *
     * @param scopes in the order of the grant
     */
    public record Granted(String audience, long tokenLifetimeSeconds, List<String> scopes) {}
}
