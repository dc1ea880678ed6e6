package dev.bailiwick.web;

import java.util.List;

/**
 * One edge: a wire language with its place, its routes and its words.
 *
 * @param prefixes raw paths under which the routes lie; several are aliases of each other
 */
public record Api(List<String> prefixes, List<Route> routes, Authenticator authenticator, ErrorDialect dialect) {

    public Api {
        prefixes = List.copyOf(prefixes);
        for (var prefix : prefixes) {
            if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
                throw new IllegalArgumentException("a prefix begins with a slash and does not end with one: " + prefix);
            }
        }
        routes = List.copyOf(routes);
    }

    /** An edge all of whose routes are open to anyone. */
    public static Api open(List<String> prefixes, List<Route> routes, ErrorDialect dialect) {
        return new Api(prefixes, routes, Authenticator.NOBODY, dialect);
    }
}
