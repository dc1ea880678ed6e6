package dev.bailiwick.oauth.grant;

import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientGrants;
import dev.bailiwick.client.GrantType;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.token.ManagementTokens;

/**
 * {@code client_credentials}: a client asks for itself (RFC 6749 section 4.4).
 *
 * <p>One that names no API means Management API v1, if it is admitted there and the tenant has no default API, if it says so as the
 * clients of that API did ({@code type=web_server}), or if it may have no other token.
 */
public final class ClientCredentialsGrant implements Grant {

    private static final String TYPE_OF_OLD = "web_server";

    private final ClientGrants grants;
    private final AccessTokens tokens;
    private final ManagementTokens managementTokens;
    private final TenantSettings settings;
    private final OwnApi ownApi;

    public ClientCredentialsGrant(
            ClientGrants grants,
            AccessTokens tokens,
            ManagementTokens managementTokens,
            TenantSettings settings,
            OwnApi ownApi) {
        this.settings = settings;
        this.ownApi = ownApi;
        this.grants = grants;
        this.tokens = tokens;
        this.managementTokens = managementTokens;
    }

    @Override
    public String type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    /** The global client has no grant types, and may have a token of Management API v1 for all that. */
    @Override
    public boolean isOpenTo(Tenant tenant, Client client, Parameters parameters) {
        return Grant.super.isOpenTo(tenant, client, parameters) || isForManagement(tenant, client, parameters);
    }

    @Override
    public TokenJson issue(Tenant tenant, Client client, Parameters parameters) {
        requireNoOrganization(parameters);
        if (isForManagement(tenant, client, parameters)) {
            var token = managementTokens.issue(tenant.id(), client.id());
            return new TokenJson(token.reveal(), null, ManagementTokens.LIFETIME.toSeconds(), "bearer");
        }
        var audience = parameters
                .find("audience")
                .or(() -> settings.defaultAudience(tenant.id()))
                .orElseThrow(() -> new TokenRefusal.NoAudience().asException());
        var granted =
                ownApi.narrowed(tenant, grants.authorize(tenant.id(), client.id(), audience, parameters.scopes()));
        return new TokenJson(
                tokens.issueToClient(tenant, client.id(), granted),
                granted.scopes().isEmpty() ? null : String.join(" ", granted.scopes()),
                granted.tokenLifetimeSeconds(),
                "Bearer");
    }

    /** An API would take a token that names none for one of the organization that was asked for. There are none yet. */
    private static void requireNoOrganization(Parameters parameters) {
        if (parameters.find("organization").isPresent()) {
            throw new TokenRefusal.InvalidRequest("parameter organization is not allowed for this client")
                    .asException();
        }
    }

    private boolean isForManagement(Tenant tenant, Client client, Parameters parameters) {
        if (parameters.find("audience").isPresent()) {
            return false;
        }
        boolean isMeant = parameters.find("type").filter(TYPE_OF_OLD::equals).isPresent()
                || !client.grantTypes().contains(type())
                || settings.defaultAudience(tenant.id()).isEmpty();
        return isMeant && managementTokens.isAdmitted(tenant.id(), client.id());
    }
}
