package dev.bailiwick.management.v2;

import dev.bailiwick.web.Access;
import dev.bailiwick.web.Method;
import dev.bailiwick.web.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations of Management API v2 with their scopes and parameters, from which routes are made: those that are published, and
 * a few that Auth0's own tools ask for besides.
 */
final class Operations {

    private static final List<String> TABLES = List.of("operations", "unpublished");
    private static final String POSITIVE = ">0";
    private static final String LIST = "[]";
    private static final Map<String, Operation> BY_ID = read();

    private Operations() {}

    /**
     * One operation.
     *
     * @param id the published {@code operationId}, if there is one
     * @param scopes any of them will do
     * @param parameters the names that the query may hold
     * @param positive those of them whose numbers begin at 1, in the table with {@value POSITIVE} behind them
     * @param lists those of them that may be repeated, in the table with {@value LIST} behind them
     */
    record Operation(
            String id,
            Method method,
            String template,
            List<String> scopes,
            Set<String> parameters,
            Set<String> positive,
            Set<String> lists) {

        static Operation of(String line) {
            var cells = line.split("\t", -1);
            return new Operation(
                    cells[4],
                    Method.valueOf(cells[0]),
                    cells[1],
                    words(cells[2], " "),
                    words(cells[3], ",").stream().map(Operation::named).collect(Collectors.toUnmodifiableSet()),
                    marked(cells[3], POSITIVE),
                    marked(cells[3], LIST));
        }

        private static Set<String> marked(String parameters, String mark) {
            return words(parameters, ",").stream()
                    .filter(name -> name.endsWith(mark))
                    .map(Operation::named)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static String named(String parameter) {
            return parameter.replace(POSITIVE, "").replace(LIST, "");
        }

        private static List<String> words(String cell, String separator) {
            return cell.isEmpty() ? List.of() : List.of(cell.split(separator));
        }

        Access access() {
            return Access.anyOf(scopes.toArray(String[]::new));
        }

        Route routeTo(Route.Handler handler) {
            var base = Route.get(template, access(), handler);
            return new Route(method, template, base.access(), base.bodyLimit(), base.timeLimit(), handler);
        }
    }

    /**
     * The route of an operation. Parameters of the query that it does not have are refused, unless it has none at all, and
     * numbers below its least.
     */
    static Route route(String id, Route.Handler handler) {
        var operation = BY_ID.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("no such operation: " + id);
        }
        return operation.routeTo(call -> {
            if (!operation.parameters.isEmpty()) {
                Parameters.only(call, operation.parameters, operation.lists);
            }
            operation.positive.forEach(name -> Parameters.integer(call, name, 1, Integer.MAX_VALUE));
            return handler.answer(call);
        });
    }

    /** Routes for the operations that are not among these. They are refused for want of a scope, whatever the caller holds. */
    static List<Route> absentFrom(Collection<Route> built) {
        var there = built.stream().map(Operations::name).collect(Collectors.toSet());
        return BY_ID.values().stream()
                .map(operation -> operation.routeTo(new Absent(operation.scopes)))
                .filter(route -> !there.contains(name(route)))
                .toList();
    }

    /** The scopes that some of these routes take. */
    static Set<String> scopesOf(Collection<Route> built) {
        var there = built.stream().map(Operations::name).collect(Collectors.toSet());
        return BY_ID.values().stream()
                .filter(operation -> there.contains(operation.method + " " + operation.template))
                .flatMap(operation -> operation.scopes.stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Route route) {
        return route.method() + " " + route.template();
    }

    private static Map<String, Operation> read() {
        return TABLES.stream()
                .flatMap(Operations::lines)
                .map(Operation::of)
                .collect(Collectors.toMap(Operation::id, operation -> operation, (one, _) -> one, LinkedHashMap::new));
    }

    private static Stream<String> lines(String name) {
        try (var table = Operations.class.getResourceAsStream("/management/v2/" + name + ".tsv")) {
            if (table == null) {
                throw new IllegalStateException("a table of the Management API's operations is missing: " + name);
            }
            return Arrays.stream(new String(table.readAllBytes(), StandardCharsets.US_ASCII).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
