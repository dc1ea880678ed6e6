package dev.bailiwick.management.v1;

import dev.bailiwick.audit.Logs;
import dev.bailiwick.client.ClientRegistration;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.ConnectionTemplates;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.connection.Directories;
import dev.bailiwick.connection.Provisioning;
import dev.bailiwick.job.Jobs;
import dev.bailiwick.rule.Rules;
import dev.bailiwick.token.ManagementTokens;
import dev.bailiwick.token.PageLinks;
import dev.bailiwick.user.Directory;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.BearerToken;
import dev.bailiwick.web.Caller;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Management API v1, at {@code /api}, and at {@code /connections} for new connections, as its document has it once. */
public final class ManagementV1Api {

    static final String PREFIX = "/api";
    private static final String CONNECTIONS = "/connections";

    private ManagementV1Api() {}

    /** The edge's places over its features. */
    public static List<Api> of(
            ManagementTokens tokens,
            PageLinks links,
            Clients clients,
            ClientRegistration clientRegistration,
            Connections connections,
            Provisioning provisioning,
            ConnectionTemplates connectionTemplates,
            Directories directories,
            Directory directory,
            Jobs jobs,
            Logs logs,
            Rules rules) {
        var callers = callers(tokens);
        var pages = new Pages(links, tokens, callers);
        var errors = new ManagementV1Errors();
        var ofConnections = new ConnectionsResource(connections, provisioning);
        var routes = Stream.of(
                        ofConnections.routes(),
                        new StrategiesResource().routes(),
                        new ConnectionTemplatesResource(connectionTemplates).routes(),
                        new ClientsResource(clients, clientRegistration, directory.usedClients()).routes(),
                        new UsersResource(directory).routes(),
                        new UserAccountResource(directory, jobs).routes(),
                        new DevicesResource(directory).routes(),
                        new UserLists(directory.users(), clients, connections, directories, pages).routes(),
                        new LogsResource(logs, directory, pages).routes(),
                        new RulesResource(rules).routes())
                .flatMap(List::stream)
                .toList();
        return List.of(
                Api.of(List.of(PREFIX), routes, callers, errors).lenient(),
                Api.of(List.of(CONNECTIONS), List.of(ofConnections.creation("")), callers, errors)
                        .lenient());
    }

    /** The token of a client opens everything but the clients, which are for that of the tenant's global client. */
    private static Authenticator callers(ManagementTokens tokens) {
        return BearerToken.orInQuery((tenant, token) -> {
            var holder = tokens.verify(tenant.id(), token);
            return new Caller(
                    holder.client().value() + Routes.CLIENT,
                    holder.isGlobal() ? Set.of(Routes.ANYTHING, Routes.CLIENTS) : Set.of(Routes.ANYTHING),
                    holder.end());
        });
    }
}
