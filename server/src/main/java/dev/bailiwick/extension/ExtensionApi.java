package dev.bailiwick.extension;

import dev.bailiwick.apikey.ApiKeys;
import dev.bailiwick.client.ApiSwitch;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.rbac.SimulationJobs;
import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Cors;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The Authorization Extension API, at the original's container path and at a plain alias. */
public final class ExtensionApi {

    /** The identifier of the resource server whose tokens this API takes. */
    public static final String AUDIENCE = "urn:auth0-authz-api";

    /** The name of that resource server. */
    public static final String NAME = "auth0-authorization-extension-api";

    /** Its scopes: the original's 21, and the one that only its documentation names. */
    public static final List<String> SCOPES = List.of(
            "read:users",
            "update:users",
            "read:applications",
            "read:connections",
            "read:configuration",
            "update:configuration",
            "read:groups",
            "create:groups",
            "update:groups",
            "delete:groups",
            "read:roles",
            "create:roles",
            "update:roles",
            "delete:roles",
            "read:permissions",
            "create:permissions",
            "update:permissions",
            "delete:permissions",
            "read:resource-server",
            "create:resource-server",
            "update:resource-server",
            "delete:resource-server");

    /** Clients are configured with the API's address with or without its last {@code /api}, so both are answered. */
    private static final List<String> PREFIXES = List.of(
            "/adf6e2f2b84784b57522e3b19dfc9201/api",
            "/adf6e2f2b84784b57522e3b19dfc9201/api/api",
            "/authorization/api",
            "/authorization/api/api");

    /** Where the extension itself lies. */
    private static final List<String> PARENTS = List.of("/adf6e2f2b84784b57522e3b19dfc9201", "/authorization");

    /** How long the reading of a list may take that can hold everything a tenant has. */
    static final Duration LIST_TIME = Duration.ofSeconds(60);

    /** Every page, as in the original; what it may not do without a token it cannot do with a browser either. */
    private static final Cors PAGES = new Cors.Echo(
            List.of("Accept", "Authorization", "Content-Type", "If-None-Match"),
            List.of("WWW-Authenticate", "Server-Authorization"));

    private ExtensionApi() {}

    /**
     * What the operator may choose.
     *
     * @param hasLongNames whether names may be longer than in the original
     * @param tellsPoliciesToAll whether the policy route asks for no scope, as the original
     */
    public record Options(boolean hasLongNames, boolean tellsPoliciesToAll) {}

    /** The API over its features, and what lies beside it. */
    public static List<Api> of(
            Authorization authorization,
            SimulationJobs simulationJobs,
            Users users,
            AccessTokens tokens,
            ApiKeys apiKeys,
            ApiSwitch api,
            Clients clients,
            Connections connections,
            ExtensionExport exports,
            ExtensionImport imports,
            Options options) {
        var names = options.hasLongNames() ? NameLimit.LONG : NameLimit.ORIGINAL;
        var routes = Stream.of(
                        AdministrationRoutes.of(authorization.administration(), connections, names),
                        new MemberListsResource(authorization.memberLists(), users).routes(),
                        new UserListResource(users).routes(),
                        new UsersResource(
                                        authorization.policies(),
                                        authorization.administration().groups())
                                .routes(),
                        new PolicyResource(authorization.policies(), options.tellsPoliciesToAll()).routes(),
                        new SimulationResource(authorization, simulationJobs, connections, names).routes(),
                        new ConfigurationResource(exports, imports).routes(),
                        new SwitchesResource(authorization.switches(), authorization.worlds()).routes(),
                        new ResourceServerResource(api, ApiToken.evenWhenOff(tokens)).routes(),
                        new ApplicationsResource(clients).routes(),
                        new ConnectionsResource(connections).routes(),
                        new ApiKeyResource(apiKeys).routes())
                .flatMap(List::stream)
                .toList();
        return List.of(
                Api.of(PREFIXES, routes, ApiToken.of(tokens), new ExtensionErrors())
                        .takingApiKeys(new ApiKeyHeader(apiKeys))
                        .calledFrom(PAGES),
                Api.open(PARENTS, MetaResource.routes(), new ExtensionErrors()).calledFrom(PAGES));
    }
}
