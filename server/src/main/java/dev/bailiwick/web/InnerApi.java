package dev.bailiwick.web;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.tenant.Tenant;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An edge as the program itself asks it, for the operator of the machine: by the same routes and in the same words as everybody,
 * but past the door, so that nobody has to be proved and nothing is counted.
 */
public final class InnerApi {

    private final String prefix;
    private final RouteTable routes;
    private final ErrorDialect dialect;
    private final Set<String> scopes;

    /** Asks the edge in the name of somebody who holds these scopes. */
    public InnerApi(Api api, Set<String> scopes) {
        this.prefix = api.prefixes().getFirst();
        this.routes = new RouteTable(api.routes());
        this.dialect = api.dialect();
        this.scopes = Set.copyOf(scopes);
    }

    /**
     * The answer of a route, or the edge's words for its refusal.
     *
     * @param path below the edge's prefix, with its query
     * @param json the body; empty for none
     */
    public Answer answer(Tenant tenant, Origin origin, Method method, String path, String json) {
        int mark = path.indexOf('?');
        var rawPath = mark < 0 ? path : path.substring(0, mark);
        var request = new Own(
                method.name(), prefix + rawPath, mark < 0 ? "" : path.substring(mark + 1), new JsonContent(json));
        try {
            var match = routes.find(method, rawPath)
                    .orElseThrow(() -> new Problem.NoSuchRoute(method.name(), request.rawPath()).asException());
            return match.route()
                    .handler()
                    .answer(new Call(
                            tenant,
                            new Caller(origin.actor(), scopes),
                            match.parameters(),
                            Query.parse(Problem.Part.QUERY, request.rawQuery()),
                            new Body(request, match.route().bodyLimit()),
                            request,
                            origin.requestId()));
        } catch (ProblemException e) {
            return dialect.render(e.problem());
        }
    }

    /** A request that nobody sent. */
    private record Own(String method, String rawPath, String rawQuery, JsonContent content) implements Request {

        @Override
        public List<String> headers(String name) {
            return content.headers(name);
        }

        @Override
        public InputStream body() {
            return content.body();
        }

        @Override
        public boolean isFromLoopback() {
            return true;
        }

        @Override
        public Optional<InetAddress> client() {
            return Optional.empty();
        }

        @Override
        public String clientName() {
            return "";
        }
    }
}
