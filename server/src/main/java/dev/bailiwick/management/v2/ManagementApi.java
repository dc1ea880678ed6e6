package dev.bailiwick.management.v2;

import dev.bailiwick.audit.Logs;
import dev.bailiwick.audit.Statistics;
import dev.bailiwick.audit.TokenEvents;
import dev.bailiwick.client.ClientGrants;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.client.ClientRegistration;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.connection.EnabledClients;
import dev.bailiwick.job.ExportLinks;
import dev.bailiwick.job.Jobs;
import dev.bailiwick.mail.EmailProviders;
import dev.bailiwick.mail.EmailTemplates;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.rule.RuleVariables;
import dev.bailiwick.rule.Rules;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.IdentifiedDocuments;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.token.KeyRotation;
import dev.bailiwick.token.SigningKeys;
import dev.bailiwick.user.Directory;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.BearerToken;
import dev.bailiwick.web.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Set;
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
            Connections connections,
            EnabledClients enabledClients,
            ResourceServers resourceServers,
            SigningKeys signingKeys,
            Clients clients,
            ClientRegistration clientRegistration,
            ClientKeys clientKeys,
            ClientGrants clientGrants,
            Authorization authorization,
            TenantSettings settings,
            Documents documents,
            IdentifiedDocuments identifiedDocuments,
            KeyRotation rotation,
            Directory directory,
            Logs logs,
            TokenEvents events,
            Statistics statistics,
            Jobs jobs,
            ExportLinks links,
            Rules rules,
            RuleVariables ruleVariables,
            EmailProviders emailProviders,
            EmailTemplates emailTemplates,
            Clock clock) {
        var built = Stream.of(
                        new ConnectionsResource(connections).routes(),
                        new EnabledClientsResource(enabledClients).routes(),
                        new ResourceServersResource(resourceServers).routes(),
                        new ClientsResource(clients, clientRegistration, clientKeys, signingKeys).routes(),
                        new CredentialsResource(clientKeys).routes(),
                        new ClientConnectionsResource(clients, connections).routes(),
                        new ClientGrantsResource(clientGrants).routes(),
                        new RolesResource(authorization.tenantRoles()).routes(),
                        new RolePermissionsResource(authorization.tenantRoleScopes()).routes(),
                        new RoleUsersResource(authorization.tenantRoleUsers(), directory.users()).routes(),
                        new UserRolesResource(authorization.tenantRoleUsers()).routes(),
                        new UserPermissionsResource(authorization.userScopes()).routes(),
                        new EffectivePermissionsResource(authorization.userScopes(), authorization.tenantRoleUsers())
                                .routes(),
                        new EffectiveRolesResource(
                                        authorization.tenantRoleUsers(), authorization.tenantRoles(), directory.users())
                                .routes(),
                        new TenantSettingsResource(settings).routes(),
                        new DocumentsResource(documents).routes(),
                        new GuardianFactorsResource(documents).routes(),
                        new PromptTextsResource(documents).routes(),
                        new PromptRenderingResource(documents).routes(),
                        new UniversalLoginTemplateResource(documents).routes(),
                        new BrandingThemesResource(identifiedDocuments).routes(),
                        new PhoneProvidersResource(identifiedDocuments).routes(),
                        new PhoneTemplatesResource(identifiedDocuments).routes(),
                        new SigningKeysResource(signingKeys, rotation).routes(),
                        new UsersResource(directory).routes(),
                        new UserIdentitiesResource(directory.users(), directory.identities(), connections).routes(),
                        new ConnectionUsersResource(connections, directory.removal()).routes(),
                        new GrantsResource(directory.grants()).routes(),
                        new DeviceCredentialsResource(directory.deviceCredentials()).routes(),
                        new TicketsResource(directory.tickets()).routes(),
                        new UserBlocksResource(directory.loginBlocks()).routes(),
                        new StatisticsResource(statistics, directory.activeUsers()).routes(),
                        new AuthenticationMethodsResource(directory.authenticationMethods(), settings).routes(),
                        new MultifactorResource(directory.authenticationMethods(), directory.multifactor(), settings)
                                .routes(),
                        new UserSessionsResource(directory.users(), directory.deviceCredentials()).routes(),
                        new UserTiesResource(directory.users()).routes(),
                        new LogsResource(logs).routes(),
                        new UserListResource(directory.users()).routes(),
                        new RulesResource(rules).routes(),
                        new RulesConfigsResource(ruleVariables).routes(),
                        new EmailProviderResource(emailProviders).routes(),
                        new EmailTemplatesResource(emailTemplates).routes(),
                        EmptyLists.routes(),
                        new JobsResource(jobs, links, clock).routes())
                .flatMap(List::stream)
                .toList();
        var errors = new ManagementErrors();
        var noted = new NotedRefusals(events, errors);
        var routes = Stream.concat(built.stream().map(noted::of), Operations.absentFrom(built).stream())
                .toList();
        return Api.of(List.of(PREFIX), routes, callers(tokens), errors);
    }

    /** The scopes that open anything here: those of the operations that are built, and what some of these ask for besides. */
    public static Set<String> scopesInUse(Api api) {
        var scopes = Operations.scopesOf(api.routes().stream()
                .filter(route -> !(route.handler() instanceof Absent))
                .toList());
        scopes.addAll(ConnectionsResource.SCOPES_OF_OPTIONS);
        return scopes;
    }

    private static Authenticator callers(AccessTokens tokens) {
        return new BearerToken((tenant, token) -> {
            var verified = tokens.verifyFromClient(tenant, token, audience(tenant));
            return new Caller(verified.subject(), verified.scopes());
        });
    }
}
