package dev.bailiwick.oauth.grant;

import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientGrants;
import dev.bailiwick.client.GrantType;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.token.AccessTokens;

/** {@code client_credentials}: a client asks for itself (RFC 6749 section 4.4). */
public final class ClientCredentialsGrant implements Grant {

    private final ClientGrants grants;
    private final AccessTokens tokens;
    private final TenantSettings settings;

    public ClientCredentialsGrant(ClientGrants grants, AccessTokens tokens, TenantSettings settings) {
        this.settings = settings;
        this.grants = grants;
        this.tokens = tokens;
    }

    @Override
    public String type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public TokenJson issue(Tenant tenant, Client client, Parameters parameters) {
        var audience = parameters
                .find("audience")
                .or(() -> settings.defaultAudience(tenant.id()))
                .orElseThrow(() -> new TokenRefusal.NoAudience().asException());
        var granted = grants.authorize(tenant.id(), client.id(), audience, parameters.scopes());
        return new TokenJson(
                tokens.issueToClient(tenant, client.id(), granted),
                granted.scopes().isEmpty() ? null : String.join(" ", granted.scopes()),
                granted.tokenLifetimeSeconds(),
                "Bearer");
    }
}
