package dev.bailiwick.web;

import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.search.LowerCase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path. Paths are split while they are raw and each segment is decoded afterwards, because real
 * clients send {@code %2F}, {@code |}, {@code @} and {@code :} inside ids.
 *
 * <p>A literal segment wins over a parameter. Paths are case-sensitive and a trailing slash is a segment of its own, unless
 * the table is lenient: then literals may be written in any case, and one slash at the end is none.
 */
final class RouteTable {

    private static final Pattern TEMPLATE = Pattern.compile("(/([^/{}]*|\\{\\w+}))*");

    private final Node root = new Node();
    private final boolean isLenient;

    RouteTable(List<Route> routes) {
        this(routes, false);
    }

    RouteTable(List<Route> routes, boolean isLenient) {
        this.isLenient = isLenient;
        routes.forEach(this::add);
    }

    /** A route and the parameters that its path holds. */
    record Match(Route route, Map<String, String> parameters) {}

    /** Refuses with {@code Problem.Unreadable} a path with a malformed escape. */
    Optional<Match> find(Method method, String rawPath) {
        var path = isLenient && rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
        var raw = path.split("/", -1);
        var segments = new String[raw.length];
        for (int i = 0; i < raw.length; i++) {
            segments[i] = Percent.decode(Part.PATH, raw[i], false);
        }
        return raw[0].isEmpty()
                ? Optional.ofNullable(root.find(method, segments, names(segments), 1))
                : Optional.empty();
    }

    /** The segments as those literals are written that they may be. */
    private String[] names(String[] segments) {
        return isLenient ? Stream.of(segments).map(LowerCase::of).toArray(String[]::new) : segments;
    }

    private void add(Route route) {
        var node = root;
        if (!TEMPLATE.matcher(route.template()).matches()) {
            throw new IllegalArgumentException("not a template of a path: " + route.template());
        }
        var segments = route.template().split("/", -1);
        var names = names(segments);
        for (int i = 1; i < segments.length; i++) {
            if (!segments[i].startsWith("{") && !segments[i].equals(names[i])) {
                throw new IllegalArgumentException("no path leads there: " + route.template());
            }
            node = node.child(segments[i]);
        }
        if (node.routes.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
        }
    }

    private static final class Node {

        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Method, Route> routes = new EnumMap<>(Method.class);
        private @Nullable Node parameter;

        Node child(String segment) {
            if (!segment.startsWith("{")) {
                return literals.computeIfAbsent(segment, _ -> new Node());
            }
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }

        @Nullable
        Match find(Method method, String[] segments, String[] names, int at) {
            if (at == segments.length) {
                var route = routes.get(method);
                return route == null ? null : new Match(route, parameters(route, segments));
            }
            var literal = literals.get(names[at]);
            var match = literal == null ? null : literal.find(method, segments, names, at + 1);
            if (match == null && parameter != null && !segments[at].isEmpty()) {
                match = parameter.find(method, segments, names, at + 1);
            }
            return match;
        }

        private static Map<String, String> parameters(Route route, String[] segments) {
            var names = route.template().split("/", -1);
            var values = new HashMap<String, String>();
            for (int i = 1; i < names.length; i++) {
                if (names[i].startsWith("{")) {
                    values.put(names[i].substring(1, names[i].length() - 1), segments[i]);
                }
            }
            return values;
        }
    }
}
