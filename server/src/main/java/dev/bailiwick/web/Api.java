package dev.bailiwick.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One edge: a wire language with its place, its routes and its words.
 *
 * @param prefixes raw paths under which the routes lie; several are aliases of each other
 * @param apiKeys knows the callers with an API key, where routes take one
 * @param isOfTenant whether the routes belong to the tenant that the request names, or to the server itself
 * @param cors which web pages may call the routes
 * @param rateLimit how often the routes may be called; null where nothing counts it
 * @param isLenient whether paths may be in any case, and end in a slash
 */
public record Api(
        List<String> prefixes,
        List<Route> routes,
        Authenticator authenticator,
        Authenticator apiKeys,
        ErrorDialect dialect,
        boolean isOfTenant,
        Cors cors,
        @Nullable RateLimit rateLimit,
        boolean isLenient) {

    public Api {
        prefixes = List.copyOf(prefixes);
        for (var prefix : prefixes) {
            if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
                throw new IllegalArgumentException("a prefix begins with a slash and does not end with one: " + prefix);
            }
        }
        routes = List.copyOf(routes);
    }

    /** An edge of tenants whose protected routes ask the authenticator. */
    public static Api of(List<String> prefixes, List<Route> routes, Authenticator authenticator, ErrorDialect dialect) {
        return new Api(
                prefixes, routes, authenticator, Authenticator.NOBODY, dialect, true, new Cors.Nobody(), null, false);
    }

    /** An edge of tenants all of whose routes are open to anyone. */
    public static Api open(List<String> prefixes, List<Route> routes, ErrorDialect dialect) {
        return of(prefixes, routes, Authenticator.NOBODY, dialect);
    }

    /** Routes of the server itself, open to anyone. Their calls carry {@code Tenant.NONE}. */
    public static Api ofServer(List<String> prefixes, List<Route> routes) {
        return new Api(
                prefixes,
                routes,
                Authenticator.NOBODY,
                Authenticator.NOBODY,
                new PlainErrors(),
                false,
                new Cors.Nobody(),
                null,
                false);
    }

    /** The same edge for these web pages. */
    public Api calledFrom(Cors pages) {
        return new Api(prefixes, routes, authenticator, apiKeys, dialect, isOfTenant, pages, rateLimit, isLenient);
    }

    /** The same edge, which knows API keys by this. */
    public Api takingApiKeys(Authenticator keys) {
        return new Api(prefixes, routes, authenticator, keys, dialect, isOfTenant, cors, rateLimit, isLenient);
    }

    /** The same edge within a limit, which its answers tell of. */
    public Api within(RateLimit limit) {
        return new Api(prefixes, routes, authenticator, apiKeys, dialect, isOfTenant, cors, limit, isLenient);
    }

    /** The same edge for clients that are careless about paths: in any case, and with a slash at the end. */
    public Api lenient() {
        return new Api(prefixes, routes, authenticator, apiKeys, dialect, isOfTenant, cors, rateLimit, true);
    }
}
