package dev.bailiwick.oauth.grant;

import dev.bailiwick.client.Client;
import dev.bailiwick.tenant.Tenant;

/** One grant type (RFC 6749 section 1.3). Asked only for a client that is authenticated and may use the grant type. */
public interface Grant {

    /** The value of {@code grant_type}. */
    String type();

    /** Whether the client may use it for such a request. */
    default boolean isOpenTo(Tenant tenant, Client client, Parameters parameters) {
        return client.grantTypes().contains(type());
    }

    /** Refuses with {@link dev.bailiwick.problem.Problem.TokenRefused}. */
    TokenJson issue(Tenant tenant, Client client, Parameters parameters);
}
