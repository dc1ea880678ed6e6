package dev.bailiwick.web;

/**
 * That a request was answered, as it is logged. Never holds a path, a query or a body.
 *
 * @param route the route's template, or {@code none}
 * @param tenant the tenant's name, or nothing
 * @param client the caller's address
 */
public record Answered(String method, String route, int status, long milliseconds, String tenant, String client) {

    @Override
    public String toString() {
        return method + " " + route + " " + status + " in " + milliseconds + " ms, tenant "
                + (tenant.isEmpty() ? "none" : tenant) + ", client " + client;
    }
}
