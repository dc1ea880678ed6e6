package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.tenant.Tenant;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Takes a request to its handler: tenant, route, caller, scope, handler. Whatever is refused on the way is worded by the
 * dialect of the path's prefix, so that even an unknown path is refused in the right words.
 */
public final class Router {

    private static final System.Logger LOG = System.getLogger(Router.class.getName());
    private static final int REQUEST_ID_LENGTH = 24;
    private static final String CACHE = "Cache-Control";

    private final List<Mount> mounts;
    private final Mount nowhere =
            new Mount("", new RouteTable(List.of()), Api.open(List.of(), List.of(), new PlainErrors()));
    private final BiFunction<String, Boolean, Optional<Tenant>> tenants;
    private final RandomText random;
    private final long longestBody;

    /**
     * A router over the routes of all edges.
     *
     * @param tenants finds a tenant by the request's Host and by whether it came from this machine itself
     */
    public Router(List<Api> apis, BiFunction<String, Boolean, Optional<Tenant>> tenants, RandomText random) {
        this.tenants = tenants;
        this.random = random;
        var all = new ArrayList<Mount>();
        for (var api : apis) {
            var routes = new RouteTable(api.routes());
            api.prefixes().forEach(prefix -> all.add(new Mount(prefix, routes, api)));
        }
        all.sort(Comparator.comparingInt((Mount mount) -> mount.prefix.length()).reversed());
        this.mounts = List.copyOf(all);
        this.longestBody = apis.stream()
                .flatMap(api -> api.routes().stream())
                .mapToLong(Route::bodyLimit)
                .max()
                .orElse(0);
    }

    private Router(Router origin, BiFunction<String, Boolean, Optional<Tenant>> tenants) {
        this.mounts = origin.mounts;
        this.random = origin.random;
        this.longestBody = origin.longestBody;
        this.tenants = tenants;
    }

    /** The same routes for requests whose tenant is found in another way. */
    public Router findingTenants(BiFunction<String, Boolean, Optional<Tenant>> other) {
        return new Router(this, other);
    }

    /** Never throws. */
    public Answer answer(Request request) {
        var requestId = random.hex(REQUEST_ID_LENGTH);
        var mount = mount(request.rawPath());
        return settle(mount, requestId, () -> handle(mount, request, requestId));
    }

    /** The answer to a request that was refused before it could be routed. */
    public Answer refuse(String rawPath, Problem problem) {
        return settle(mount(rawPath), random.hex(REQUEST_ID_LENGTH), () -> {
            throw problem.asException();
        });
    }

    /** The longest body that any route reads, in bytes. */
    long longestBody() {
        return longestBody;
    }

    /** The answer is written out here, because an answer that cannot be written is a failure like any other. */
    private static Answer settle(Mount mount, String requestId, Supplier<Answer> handling) {
        Answer answer;
        try {
            answer = worded(mount, handling).encoded();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "request " + requestId + " failed", e);
            answer = apology(mount);
        }
        var named = answer.with("X-Request-Id", requestId);
        return named.headers().containsKey(CACHE) ? named : named.with(CACHE, "no-cache");
    }

    private static Answer apology(Mount mount) {
        try {
            return mount.api.dialect().render(new Problem.Unexpected()).encoded();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the dialect of " + mount.prefix + " failed", e);
            return new PlainErrors().render(new Problem.Unexpected()).encoded();
        }
    }

    private static Answer worded(Mount mount, Supplier<Answer> handling) {
        try {
            return handling.get();
        } catch (ProblemException e) {
            return mount.api.dialect().render(e.problem());
        }
    }

    private Answer handle(Mount mount, Request request, String requestId) {
        var path = request.rawPath();
        var noSuchRoute = new Problem.NoSuchRoute(request.method(), path);
        var tenant = mount.api.isOfTenant()
                ? tenants.apply(request.header("Host").orElse(""), request.isFromLoopback())
                        .orElseThrow(noSuchRoute::asException)
                : Tenant.NONE;
        var match = method(request.method())
                .flatMap(method -> mount.routes.find(method, path.substring(mount.prefix.length())))
                .orElseThrow(noSuchRoute::asException);
        return Deadline.within(match.route().timeLimit(), () -> called(mount, tenant, match, request, requestId));
    }

    private static Answer called(
            Mount mount, Tenant tenant, RouteTable.Match match, Request request, String requestId) {
        var route = match.route();
        var caller = switch (route.access()) {
            case Access.Anyone _ -> Caller.ANYONE;
            case Access.AnyOf(var scopes) -> {
                var known = mount.api.authenticator().authenticate(tenant, request);
                if (!known.holdsAnyOf(scopes)) {
                    throw new Problem.InsufficientScope(scopes).asException();
                }
                yield known;
            }
        };
        return route.handler()
                .answer(new Call(
                        tenant,
                        caller,
                        match.parameters(),
                        Query.parse(Part.QUERY, request.rawQuery()),
                        new Body(request, route.bodyLimit()),
                        request,
                        requestId));
    }

    private Mount mount(String path) {
        return mounts.stream().filter(mount -> mount.holds(path)).findFirst().orElse(nowhere);
    }

    private static Optional<Method> method(String name) {
        return switch (name) {
            case "GET", "HEAD" -> Optional.of(Method.GET);
            case "POST" -> Optional.of(Method.POST);
            case "PUT" -> Optional.of(Method.PUT);
            case "PATCH" -> Optional.of(Method.PATCH);
            case "DELETE" -> Optional.of(Method.DELETE);
            default -> Optional.empty();
        };
    }

    private record Mount(String prefix, RouteTable routes, Api api) {

        boolean holds(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }
}
