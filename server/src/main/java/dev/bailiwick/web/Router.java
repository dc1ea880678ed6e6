package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.tenant.Tenant;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes a request to its handler: tenant, route, caller, scope, handler. Whatever is refused on the way is worded by the
 * dialect of the path's prefix, so that even an unknown path is refused in the right words.
 */
public final class Router {

    private static final System.Logger LOG = System.getLogger(Router.class.getName());
    private static final int REQUEST_ID_LENGTH = 24;
    private static final String CACHE = "Cache-Control";
    private static final String ORIGIN = "Origin";
    private static final String WANTED_METHOD = "Access-Control-Request-Method";

    private final List<Mount> mounts;
    private final Mount nowhere =
            new Mount("", new RouteTable(List.of()), Api.open(List.of(), List.of(), new PlainErrors()));
    private final BiFunction<String, Boolean, Optional<Tenant>> tenants;
    private final RandomText random;
    private final Traffic traffic;
    private final DoorRules rules;
    private final long longestBody;
    private final boolean takesAnyLength;

    /**
     * A router over the routes of all edges.
     *
     * @param tenants finds a tenant by the request's Host and by whether it came from this machine itself
     */
    public Router(
            List<Api> apis,
            BiFunction<String, Boolean, Optional<Tenant>> tenants,
            RandomText random,
            Traffic traffic,
            DoorRules rules) {
        this.tenants = tenants;
        this.random = random;
        this.traffic = traffic;
        this.rules = rules;
        var all = new ArrayList<Mount>();
        for (var api : apis) {
            var routes = new RouteTable(api.routes(), api.isLenient());
            api.prefixes().forEach(prefix -> all.add(new Mount(prefix, routes, api)));
        }
        all.sort(Comparator.comparingInt((Mount mount) -> mount.prefix.length()).reversed());
        this.mounts = List.copyOf(all);
        var limits = apis.stream()
                .flatMap(api -> api.routes().stream())
                .map(Route::bodyLimit)
                .collect(Collectors.toCollection(HashSet::new));
        this.takesAnyLength = limits.remove(Route.ANY_LENGTH);
        this.longestBody = limits.isEmpty() ? 0 : Collections.max(limits);
    }

    private Router(Router origin, BiFunction<String, Boolean, Optional<Tenant>> tenants) {
        this.mounts = origin.mounts;
        this.random = origin.random;
        this.longestBody = origin.longestBody;
        this.takesAnyLength = origin.takesAnyLength;
        this.tenants = tenants;
        this.traffic = origin.traffic;
        this.rules = origin.rules;
    }

    /** The same routes for requests whose tenant is found in another way. */
    public Router findingTenants(BiFunction<String, Boolean, Optional<Tenant>> other) {
        return new Router(this, other);
    }

    /** What the door will note about this request. */
    Visit visit(Request request) {
        var trace = TraceContext.of(request.headers("traceparent"), random).orElse(null);
        return new Visit(new RequestContext(requestId(), trace), request.method(), request.clientName());
    }

    /** Never throws. */
    Answer answer(Request request, Visit visit) {
        var mount = mount(request.rawPath());
        return settle(mount, visit, request.header(ORIGIN), () -> handle(mount, request, visit));
    }

    /** The answer to a request that is refused whatever it asks for. */
    Answer refuse(Request request, Visit visit, Problem problem) {
        return settle(mount(request.rawPath()), visit, request.header(ORIGIN), () -> {
            throw problem.asException();
        });
    }

    /** The answer to what could not be read as a request. */
    Answer refuse(String method, String rawPath, Optional<String> origin, Problem problem) {
        var visit = new Visit(new RequestContext(requestId(), null), method, "unknown");
        var answer = visit.context.call(() -> settle(mount(rawPath), visit, origin, () -> {
            throw problem.asException();
        }));
        visit.context.run(() -> traffic.answered(visit, answer.status(), false));
        return answer;
    }

    /** All requests at all ports. */
    Traffic traffic() {
        return traffic;
    }

    /** How the door treats whoever comes. */
    DoorRules rules() {
        return rules;
    }

    /** Whether the path belongs to the server itself, and is answered however many requests there are. */
    boolean isOfServer(String rawPath) {
        return !mount(rawPath).api.isOfTenant();
    }

    /** The longest body that any route reads that has a limit, in bytes. What is not read at all may be as long, too. */
    long longestBody() {
        return longestBody;
    }

    /** Whether some route reads bodies of any length. */
    boolean takesAnyLength() {
        return takesAnyLength;
    }

    /** The answer is written out here, because an answer that cannot be written is a failure like any other. */
    private static Answer settle(Mount mount, Visit visit, Optional<String> origin, Supplier<Answer> handling) {
        Answer answer;
        try {
            answer = worded(mount, visit, handling).encoded();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a request failed", e);
            answer = apology(mount, visit);
        }
        var named = answer.with("X-Request-Id", visit.context.requestId())
                .with(visit.rate())
                .with(mount.api.cors().headers(origin));
        return named.headers().containsKey(CACHE) ? named : named.with(CACHE, "no-cache");
    }

    private static Answer apology(Mount mount, Visit visit) {
        try {
            return mount.api
                    .dialect()
                    .render(new Problem.Unexpected(), visit.method)
                    .encoded();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the dialect of " + mount.prefix + " failed", e);
            return new PlainErrors().render(new Problem.Unexpected()).encoded();
        }
    }

    private static Answer worded(Mount mount, Visit visit, Supplier<Answer> handling) {
        try {
            return handling.get();
        } catch (ProblemException e) {
            return mount.api.dialect().render(e.problem(), visit.method);
        }
    }

    private Answer handle(Mount mount, Request request, Visit visit) {
        var path = request.rawPath();
        var noSuchRoute = new Problem.NoSuchRoute(request.method(), path);
        var tenant = mount.api.isOfTenant()
                ? tenants.apply(request.host(), request.isFromLoopback()).orElseThrow(noSuchRoute::asException)
                : Tenant.NONE;
        visit.belongsTo(tenant.name());
        var limit = mount.api.rateLimit();
        if (limit != null) {
            visit.paced(() -> limit.headers(tenant.id()));
        }
        boolean isPreflight = isPreflight(request);
        var match = method(isPreflight ? request.header(WANTED_METHOD).orElse("") : request.method())
                .flatMap(method -> mount.routes.find(method, path.substring(mount.prefix.length())))
                .orElseThrow(noSuchRoute::asException);
        visit.found(mount.prefix + match.route().template());
        if (isPreflight) {
            return mount.api.cors().preflight(match.route().method()).orElseThrow(noSuchRoute::asException);
        }
        return Deadline.within(match.route().timeLimit(), () -> called(mount, tenant, match, request, visit));
    }

    private static Answer called(Mount mount, Tenant tenant, RouteTable.Match match, Request request, Visit visit) {
        var route = match.route();
        var caller = switch (route.access()) {
            case Access.Anyone _ -> Caller.ANYONE;
            case Access.AnyOf(var scopes, var own) ->
                holder(own == null ? mount.api.authenticator() : own, tenant, request, scopes);
            case Access.AnyOfOrApiKey(var scopes) ->
                request.headers("Authorization").isEmpty()
                        ? mount.api.apiKeys().authenticate(tenant, request)
                        : holder(mount.api.authenticator(), tenant, request, scopes);
            case Access.AnyTokenOrApiKey() ->
                request.headers("Authorization").isEmpty()
                        ? mount.api.apiKeys().authenticate(tenant, request)
                        : mount.api.authenticator().authenticate(tenant, request);
        };
        if (mount.api.rateLimit() != null && !mount.api.rateLimit().take(tenant.id())) {
            throw new Problem.TooManyRequests(RateLimit.WAIT).asException();
        }
        return route.handler()
                .answer(new Call(
                        tenant,
                        caller,
                        match.parameters(),
                        Query.parse(Part.QUERY, request.rawQuery()),
                        new Body(request, route.bodyLimit()),
                        request,
                        visit.context.requestId()));
    }

    private static Caller holder(Authenticator authenticator, Tenant tenant, Request request, Set<String> scopes) {
        var known = authenticator.authenticate(tenant, request);
        if (!known.holdsAnyOf(scopes)) {
            throw new Problem.InsufficientScope(scopes).asException();
        }
        return known;
    }

    private String requestId() {
        return random.hex(REQUEST_ID_LENGTH);
    }

    /** Whether a browser asks beforehand if a page may make a request (Fetch standard, CORS-preflight request). */
    private static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.header(ORIGIN).isPresent()
                && request.header(WANTED_METHOD).isPresent();
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
            return path.regionMatches(api.isLenient(), 0, prefix, 0, prefix.length())
                    && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }
}
