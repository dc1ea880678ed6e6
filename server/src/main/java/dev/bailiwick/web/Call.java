package dev.bailiwick.web;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.audit.Sender;
import dev.bailiwick.tenant.Tenant;
import java.util.List;
import java.util.Map;

/**
 * A request that found its route: what a handler sees.
 *
 * @param parameters the path's parameters, decoded
 * @param requestId names the request in the answer, the logs and the audit log
 */
public record Call(
        Tenant tenant,
        Caller caller,
        Map<String, String> parameters,
        Query query,
        Body body,
        Request request,
        String requestId) {

    public Call {
        parameters = Map.copyOf(parameters);
    }

    /** The address of the client, for the audit log. */
    public String client() {
        return request.clientName();
    }

    /** Who makes a change with this call, for the audit log. */
    public Origin origin() {
        return new Origin(caller.subject(), requestId, sender());
    }

    /** What the request tells of its sender, for the log. */
    public Sender sender() {
        return new Sender(client(), request.header("User-Agent").orElse(""), request.method(), request.rawPath());
    }

    /** A parameter of the path, by its name in the route's template. */
    public String path(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        return value;
    }

    /**
     * The items of a list in the query, repeated parameters or with commas between them. A comma that belongs to an item is
     * escaped (RFC 6570 section 3.2.8).
     */
    public List<String> queryItems(String name) {
        return Query.items(request.rawQuery(), name);
    }
}
