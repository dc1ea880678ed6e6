package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.RawClient;
import dev.bailiwick.web.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with a small world, asked amiss by somebody with good credentials. At the end every answer must have been one of
 * a server that is well, every refusal in the words of its API, and every row of the database as it was.
 */
final class HostileCalls implements AutoCloseable {

    static final String WORLD = "{\"groups\":[{\"_id\":\"" + RouteSamples.GROUP
            + "\",\"name\":\"n\",\"description\":\"\",\"members\":[\"u\"]}],\"roles\":[],\"permissions\":[],"
            + "\"configuration\":[{\"_id\":\"v1\"}]}";

    private static final String IMPORT = TestBailiwick.EXTENSION + "/configuration/import";
    private static final String EXPORT = TestBailiwick.EXTENSION + "/configuration/export";
    private static final String MANAGEMENT = "/api/v2";
    private static final String MANAGEMENT_V1 = "/api";
    private static final String NEW_CONNECTIONS = "/connections";
    private static final Pattern OF_CODE =
            Pattern.compile("Exception|\\b(java|dev\\.bailiwick|tools\\.jackson|org)\\.");
    private static final Pattern OUR_FAULT = Pattern.compile("\"(server_error|unavailable)\"");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 3;

    /** So that nothing grows with the square: what does takes half a minute for what these tests send, all else less than a second. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final TestBailiwick server;
    private final Catalogue catalogue;
    private final String token;
    private final String managementToken;
    private final String managementV1Token;
    private final Map<String, List<String>> before;
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    HostileCalls(TestDatabase database, Path directory) {
        server = TestBailiwick.start(database.open(), directory);
        catalogue = new Catalogue(database.engine(), database.url());
        token = server.extensionToken();
        managementToken = server.managementToken(server.apis().stream()
                .filter(api -> api.prefixes().contains(MANAGEMENT))
                .flatMap(api -> api.routes().stream())
                .flatMap(route ->
                        route.access() instanceof Access.AnyOf(var scopes, var _) ? scopes.stream() : Stream.empty())
                .distinct()
                .toArray(String[]::new));
        managementV1Token = server.globalV1Token();
        assertThat(server.call("POST", IMPORT, token, Optional.of(WORLD)).statusCode())
                .isEqualTo(204);
        ManagementV1Samples.make(server, managementV1Token);
        before = catalogue.content();
        assertThat(before.get("group_member")).hasSize(1);
    }

    TestBailiwick server() {
        return server;
    }

    /** Does something with each route, but for those that change something however they are asked. */
    void each(Hostility hostility) throws IOException {
        each(1, hostility);
    }

    /** The same with some routes at once, where none of them takes long. */
    void eachSoon(Hostility hostility) throws IOException {
        each(AT_ONCE, hostility);
    }

    private void each(int atOnce, Hostility hostility) throws IOException {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var done = new ArrayList<Future<?>>();
            for (var api : server.apis()) {
                for (var route : api.routes()) {
                    if (!RouteSamples.isDeaf(api, route)) {
                        done.add(threads.submit(() -> {
                            hostility.to(api, route);
                            return true;
                        }));
                    }
                }
            }
            for (var each : done) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The line and the headers of a request, without the length of its body. */
    String head(Api api, Route route, String path) {
        var credentials = switch (api.prefixes().getFirst()) {
            case "/operator" -> server.operatorKey().reveal();
            case "/oauth" -> "";
            case MANAGEMENT -> managementToken;
            case MANAGEMENT_V1, NEW_CONNECTIONS -> managementV1Token;
            default -> token;
        };
        var authorization = credentials.isEmpty() ? "" : "Authorization: Bearer " + credentials + "\r\n";
        return route.method() + " " + path + " HTTP/1.1\r\nHost: auth.example.test\r\n" + authorization;
    }

    /** Sends the body and expects no failure of the server. */
    RawClient.Reply ask(Api api, Route route, String path, String headers, String body, String what)
            throws IOException {
        return expect(status -> status < 500, api, route, path, headers, body, what);
    }

    /** Sends the body and expects a refusal. */
    void refuse(Api api, Route route, String path, String headers, String body, String what) throws IOException {
        expect(status -> status >= 400 && status < 500, api, route, path, headers, body, what);
    }

    private RawClient.Reply expect(
            IntPredicate expected, Api api, Route route, String path, String headers, String body, String what)
            throws IOException {
        long began = System.nanoTime();
        var reply = RawClient.ask(
                server.port(),
                head(api, route, path) + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        boolean late = System.nanoTime() - began > LONGEST.toNanos();
        judge(expected, api, route, reply, path + " with " + what);
        if (late) {
            wrong.add(route.method() + " " + path + " was late with " + what);
        }
        return reply;
    }

    /**
     * Notes an answer that is not as expected, or not in the words of its API. Management API v1 tells by its words alone that a change failed
     * by a fault of the server.
     */
    void judge(IntPredicate expected, Api api, Route route, RawClient.Reply reply, String what) {
        boolean isWorded = reply.status() < 400
                || (isOfDialect(api, reply) && !OF_CODE.matcher(reply.body()).find());
        boolean isOurFault = OUR_FAULT.matcher(reply.body()).find();
        if (!expected.test(reply.status()) || !isWorded || isOurFault) {
            wrong.add("%s %s: %d %s"
                    .formatted(
                            route.method(),
                            what.substring(0, Math.min(300, what.length())),
                            reply.status(),
                            reply.body()));
        }
    }

    /** Stops the server; throws when anything was wrong. */
    void end() {
        try (server) {
            assertThat(wrong).isEmpty();
        }
    }

    /** Stops the server; throws when anything was wrong, or has changed. */
    @Override
    public void close() {
        try (server) {
            assertThat(wrong).isEmpty();
            assertThat(server.call("GET", EXPORT, token, Optional.empty()).body())
                    .isEqualTo(WORLD);
            assertThat(changed()).isEmpty();
        }
    }

    private List<String> changed() {
        return catalogue.content().entrySet().stream()
                .filter(table -> !table.getValue().equals(before.get(table.getKey())))
                .map(table -> table.getKey() + " has now " + table.getValue().size() + " rows")
                .toList();
    }

    private static boolean isOfDialect(Api api, RawClient.Reply reply) {
        if (api.prefixes().contains("/u") || api.prefixes().contains("/p")) {
            return reply.body().startsWith("<!doctype html>");
        }
        try {
            var body = JSON.readTree(reply.body());
            var names = new TreeSet<>(body.propertyNames());
            boolean isOAuth = api.prefixes().stream()
                    .anyMatch(prefix -> prefix.equals("/oauth") || prefix.equals("/.well-known"));
            if (isOAuth) {
                names.remove("error_uri");
                return names.equals(new TreeSet<>(List.of("error", "error_description")));
            }
            if (api.prefixes().contains(MANAGEMENT_V1) || api.prefixes().contains(NEW_CONNECTIONS)) {
                return names.equals(new TreeSet<>(List.of("detail", "error")));
            }
            if (api.prefixes().contains(TestBailiwick.EXTENSION)) {
                names.removeAll(List.of("validation", "attributes"));
            }
            if (api.prefixes().contains(MANAGEMENT)) {
                names.remove("errorCode");
            }
            return names.equals(new TreeSet<>(List.of("error", "message", "statusCode")))
                    && body.get("statusCode").asInt() == reply.status();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** What is done to a route. */
    interface Hostility {
        void to(Api api, Route route) throws IOException;
    }
}
