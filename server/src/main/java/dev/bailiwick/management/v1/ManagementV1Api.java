package dev.bailiwick.management.v1;

import dev.bailiwick.token.ManagementTokens;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.BearerToken;
import dev.bailiwick.web.Caller;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Management API v1, at {@code /api}, and at {@code /connections} for new connections, as its document has it once. */
public final class ManagementV1Api {

    private static final String PREFIX = "/api";

    private ManagementV1Api() {}

    /** The edge's places over its features. */
    public static List<Api> of(ManagementTokens tokens) {
        var callers = callers(tokens);
        var errors = new ManagementV1Errors();
        var routes = Stream.<List<Route>>of().flatMap(List::stream).toList();
        return List.of(Api.of(List.of(PREFIX), routes, callers, errors).lenient());
    }

    /** The token of a client opens everything but the clients, which are for that of the tenant's global client. */
    private static Authenticator callers(ManagementTokens tokens) {
        return BearerToken.orInQuery((tenant, token) -> {
            var holder = tokens.verify(tenant.id(), token);
            return new Caller(
                    holder.client().value() + "@clients",
                    holder.isGlobal() ? Set.of(Routes.ANYTHING, Routes.CLIENTS) : Set.of(Routes.ANYTHING));
        });
    }
}
