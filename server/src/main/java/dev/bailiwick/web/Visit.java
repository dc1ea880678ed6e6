package dev.bailiwick.web;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the door notes about one request while it is answered. Nothing in it is the caller's choice but the address, so that
 * a caller cannot make up labels. One thread alone uses it.
 */
final class Visit {

    /** The route of what found none. */
    static final String NO_ROUTE = "none";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    final RequestContext context;
    final String method;
    final String client;
    final long began = System.nanoTime();
    private String route = NO_ROUTE;
    private String tenant = "";
    private Supplier<Map<String, String>> rate = Map::of;

    /**
     * A request that has just begun.
     *
     * @param client the caller's address, or what stands for an unknown one
     */
    Visit(RequestContext context, String method, String client) {
        this.context = context;
        this.method = METHODS.contains(method) ? method : "other";
        this.client = client;
    }

    /** The template of the route that was found. */
    String route() {
        return route;
    }

    /** The tenant's name; empty while it is not known. */
    String tenant() {
        return tenant;
    }

    /** The headers that tell how often the caller may ask, once it has asked. */
    Map<String, String> rate() {
        return rate.get();
    }

    void paced(Supplier<Map<String, String>> headers) {
        rate = headers;
    }

    void found(String template) {
        route = template;
    }

    void belongsTo(String name) {
        tenant = name;
    }
}
