package dev.bailiwick.management.v2;

import dev.bailiwick.audit.Logs;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.token.KeyRotation;
import dev.bailiwick.token.SigningKeys;
import dev.bailiwick.user.DeviceCredentials;
import dev.bailiwick.user.UserGrants;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.BearerToken;
import dev.bailiwick.web.Caller;
import dev.bailiwick.web.RateLimit;
import java.util.List;
import java.util.stream.Stream;

/** Management API v2, at {@code /api/v2}. */
public final class ManagementApi {

    /** The name of its resource server, which every tenant has. */
    public static final String NAME = "Auth0 Management API";

    private static final String PREFIX = "/api/v2";

    private ManagementApi() {}

    /** The identifier of a tenant's own resource server for this API: the audience of the tokens that it takes. */
    public static String audience(Tenant tenant) {
        return tenant.issuer() + "api/v2/";
    }

    /** The API over its features. */
    public static Api of(
            AccessTokens tokens,
            Authorization authorization,
            TenantSettings settings,
            SigningKeys keys,
            KeyRotation rotation,
            UserGrants grants,
            DeviceCredentials devices,
            Logs logs,
            RateLimit limit) {
        var built = Stream.of(
                        new RolesResource(authorization.tenantRoles()).routes(),
                        new RolePermissionsResource(authorization.tenantRoleScopes()).routes(),
                        new TenantSettingsResource(settings).routes(),
                        new SigningKeysResource(keys, rotation).routes(),
                        new GrantsResource(grants).routes(),
                        new DeviceCredentialsResource(devices).routes(),
                        new LogsResource(logs).routes())
                .flatMap(List::stream)
                .toList();
        var routes = Stream.concat(built.stream(), Operations.absentFrom(built).stream())
                .toList();
        return Api.of(List.of(PREFIX), routes, callers(tokens), new ManagementErrors())
                .within(limit);
    }

    private static Authenticator callers(AccessTokens tokens) {
        return new BearerToken((tenant, token) -> {
            var verified = tokens.verifyFromClient(tenant, token, audience(tenant));
            return new Caller(verified.subject(), verified.scopes());
        });
    }
}
