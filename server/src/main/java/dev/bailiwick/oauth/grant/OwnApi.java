package dev.bailiwick.oauth.grant;

import dev.bailiwick.client.ClientGrants.Granted;
import dev.bailiwick.tenant.Tenant;
import java.util.Set;
import java.util.function.Function;

/**
 * An API of the server's own that not all is built of, whose tokens hold no scopes of what is not.
 *
 * @param audience what a tenant's resource server for it is known by
 * @param scopesInUse those that open anything
 */
public record OwnApi(Function<Tenant, String> audience, Set<String> scopesInUse) {

    public OwnApi {
        scopesInUse = Set.copyOf(scopesInUse);
    }

    /** What is granted, without scopes that open nothing. */
    Granted narrowed(Tenant tenant, Granted granted) {
        return granted.audience().equals(audience.apply(tenant)) ? granted.within(scopesInUse) : granted;
    }
}
