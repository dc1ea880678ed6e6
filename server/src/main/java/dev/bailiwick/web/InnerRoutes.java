package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routes that are asked within another request, by its caller: found and held to scopes and limits as at the door. */
public final class InnerRoutes {

    private final RouteTable table;

    /** Routes that want one of some scopes. */
    public InnerRoutes(List<Route> routes) {
        this.table = new RouteTable(routes);
    }

    /** A request within another one. A body that is absent is empty. */
    public record Asked(Method method, String rawPath, String json) {}

    /**
     * Whether there is such a route. Refuses with {@link Problem.InsufficientScope} a caller who may not use it, and with
     * {@link Problem.Unreadable} a path with a malformed escape.
     */
    public boolean admit(Call call, Asked asked) {
        var match = find(asked);
        match.ifPresent(found -> requireScope(call.caller(), found.route()));
        return match.isPresent();
    }

    /** The answer of the route. It refuses as the route does. */
    public Answer answer(Call call, Asked asked) {
        var match = find(asked)
                .orElseThrow(() -> new Problem.NoSuchRoute(asked.method.name(), asked.rawPath).asException());
        requireScope(call.caller(), match.route());
        var request = new InnerRequest(call.request(), asked.method.name(), asked.rawPath, new JsonContent(asked.json));
        return match.route()
                .handler()
                .answer(new Call(
                        call.tenant(),
                        call.caller(),
                        match.parameters(),
                        new Query(Map.of()),
                        new Body(request, match.route().bodyLimit()),
                        request,
                        call.requestId()));
    }

    private Optional<RouteTable.Match> find(Asked asked) {
        return table.find(asked.method, asked.rawPath);
    }

    private static void requireScope(Caller caller, Route route) {
        var scopes = switch (route.access()) {
            case Access.AnyOf(var wanted, var _) -> wanted;
            case Access.AnyOfOrApiKey(var wanted) -> wanted;
            case Access.Anyone _, Access.AnyTokenOrApiKey _ ->
                throw new IllegalStateException("an open route within another one");
        };
        if (!caller.holdsAnyOf(scopes)) {
            throw new Problem.InsufficientScope(scopes).asException();
        }
    }
}
