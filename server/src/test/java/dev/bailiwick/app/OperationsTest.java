package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.web.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator sees of the whole server, and what browsers do. */
class OperationsTest {

    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_]+(\\{([a-z]+=\"[^\"\\\\\\n]*\")(,[a-z]+=\"[^\"\\\\\\n]*\")*})? ([0-9.eE+-]+|NaN)");
    private static final String DECISION = "/users/auth0%7Cmarker/policy/marker-app";
    private static final Logger DOOR = Logger.getLogger("dev.bailiwick.web");

    private static TestBailiwick server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestBailiwick.start(Engine.SQLITE.open(directory), directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void countsWhatItDoes() {
        var token = server.extensionToken();
        var before = metrics();
        decide(token);
        decide(token);
        server.extensionToken();
        var after = metrics();

        var decisions = "bailiwick_http_request_duration_seconds_count{method=\"POST\",route=\"/authorization/api"
                + "/users/{id}/policy/{client}\",status=\"200\"}";
        assertThat(value(after, decisions) - value(before, decisions)).isEqualTo(2);
        assertThat(rise(before, after, "bailiwick_policy_decision_duration_seconds_count"))
                .isEqualTo(2);
        assertThat(rise(before, after, "bailiwick_token_issue_duration_seconds_count"))
                .isEqualTo(1);
        assertThat(value(after, "bailiwick_read_barrier_statements_total")).isPositive();
        assertThat(value(after, "bailiwick_database_commit_group_size_count")).isPositive();
        assertThat(value(after, "bailiwick_database_connections_idle")).isNotNegative();
        assertThat(value(after, "bailiwick_http_requests_in_flight")).isZero();
        assertThat(value(after, "bailiwick_http_requests_shed_total")).isZero();
        assertThat(value(after, "process_start_time_seconds")).isPositive();
        assertThat(value(after, "jvm_memory_heap_used_bytes")).isPositive();
        assertThat(after).contains("bailiwick_build_info{");
    }

    @Test
    void writesEveryLineInTheFormat() {
        decide(server.extensionToken());

        assertThat(metrics().lines()).isNotEmpty().allSatisfy(line -> {
            if (!line.startsWith("# HELP ") && !line.startsWith("# TYPE ")) {
                assertThat(line).matches(SAMPLE);
            }
        });
    }

    @Test
    void makesNoLabelOfWhatACallerSent() throws IOException {
        decide(server.extensionToken());
        for (var request : List.of(
                "GET /marker/path HTTP/1.1\r\nHost: marker.test\r\n\r\n",
                "GET /authorization/api/marker?marker=1 HTTP/1.1\r\nHost: marker.test\r\n\r\n",
                "MARKER /authorization/api/groups HTTP/1.1\r\nHost: marker.test\r\n\r\n",
                "GET /oauth/%zzmarker HTTP/1.1\r\nHost: marker.test\r\n\r\n",
                "GET /oauth/marker HTTP/1.1\r\nContent-Length: marker\r\n\r\n")) {
            RawClient.ask(server.port(), request);
        }

        assertThat(metrics()).doesNotContainIgnoringCase("marker").contains("route=\"none\"", "method=\"other\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=127.0.0.1", "X-Forwarded-For: 127.0.0.1", "Via: 1.1 proxy"})
    void showsNothingToWhoComesThroughAProxy(String header) throws IOException {
        for (var path : List.of("/metrics", "/health/live", "/health/ready")) {
            var reply = RawClient.ask(
                    server.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n");

            assertThat(reply.status()).isEqualTo(404);
        }
        var command = RawClient.ask(
                server.port(),
                "POST /operator/tenants/default/authorization-extension HTTP/1.1\r\nHost: auth.example.test\r\n"
                        + header
                        + "\r\nAuthorization: Bearer " + server.operatorKey().reveal()
                        + "\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(command.status()).isEqualTo(401);
    }

    @Test
    void logsEachRequestAsOneLineWithItsIdAndNothingSecret() throws Exception {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var token = server.extensionToken();
        var log = new ByteArrayOutputStream();
        var ids = new ArrayList<String>();
        var queue = new LogQueue(log, LogFormat.JSON);
        DOOR.setLevel(Level.FINE);
        DOOR.addHandler(queue);
        try {
            for (var request : List.of(
                    "GET /authorization/api/groups?secret=s3cr3t HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n",
                    "GET /authorization/api/s3cr3t%0d%0aforged HTTP/1.1\r\n",
                    "POST /oauth/token HTTP/1.1\r\nContent-Type: text/plain; s3cr3t\r\n",
                    "GET /health/live HTTP/1.1\r\ntraceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n",
                    "GET /x HTTP/1.1\r\ntraceparent: s3cr3t\r\nUser-Agent: \u001b[31ms3cr3t\r\n")) {
                var reply = RawClient.ask(
                        server.port(),
                        request + "Host: auth.example.test\r\nContent-Length: 20\r\n\r\nclient_secret=s3cr3t");
                ids.add(reply.header("X-Request-Id"));
                await(queue, log, reply.header("X-Request-Id"));
            }
        } finally {
            DOOR.removeHandler(queue);
            DOOR.setLevel(null);
            queue.flush();
        }

        var lines = log.toString(StandardCharsets.UTF_8).lines().toList();
        var logged = lines.stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
                .filter(line -> ids.contains(line.at("/request_id").asString(""))) // and not those of requests before
                .toList();
        assertThat(logged.stream().map(line -> line.at("/request_id").asString()))
                .containsExactlyElementsOf(ids);
        assertThat(logged.get(0).at("/event/route").asString()).isEqualTo("/authorization/api/groups");
        assertThat(logged.get(0).at("/event/client").asString()).isEqualTo("127.0.0.1");
        assertThat(logged.get(0).at("/event/tenant").asString()).isNotEmpty();
        assertThat(logged.get(3).at("/trace_id").asString()).isEqualTo(trace);
        assertThat(logged.get(4).has("trace_id")).isFalse();
        assertThat(lines).noneMatch(line -> line.contains("s3cr3t") || line.contains("forged") || line.contains(token));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "/authorization/api/groups                          | GET  | 200 | https://app.test",
                "/adf6e2f2b84784b57522e3b19dfc9201/api/groups       | GET  | 200 | https://app.test",
                "/authorization/api/users/x/policy/y                | POST | 200 | https://app.test",
                "/authorization/api/nothing                         | GET  | 404 | https://app.test",
                "/.well-known/jwks.json                             | GET  | 200 | *",
                "/.well-known/openid-configuration                  | GET  | 200 | *",
                "/oauth/token                                       | POST | 404 | -",
                "/operator/tenants/default/authorization-extension  | POST | 404 | -",
                "/health/live                                       | GET  | 404 | -",
                "/metrics                                           | GET  | 404 | -",
            })
    void answersPreflightsOfBrowsersWithoutCredentials(String path, String method, int status, String origin)
            throws IOException {
        var reply = RawClient.ask(
                server.port(),
                "OPTIONS " + path + " HTTP/1.1\r\nHost: auth.example.test\r\nOrigin: https://app.test\r\n"
                        + "Access-Control-Request-Method: " + method + "\r\n\r\n");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().get("access-control-allow-origin")).isEqualTo(origin);
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
    }

    @Test
    void sendsTokensPlain() throws IOException {
        var form = "grant_type=client_credentials&client_id=" + TestBailiwick.CLIENT + "&client_secret="
                + TestBailiwick.SECRET + "&audience=" + TestBailiwick.EXTENSION_AUDIENCE;
        var reply = RawClient.ask(
                server.port(),
                "POST /oauth/token HTTP/1.1\r\nHost: auth.example.test\r\nAccept-Encoding: gzip\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form);

        assertThat(reply.body()).contains("access_token").hasSizeGreaterThan(1024);
        assertThat(reply.headers()).doesNotContainKey("content-encoding");
    }

    /** A request is logged a moment after its answer is there. */
    private static void await(LogQueue queue, ByteArrayOutputStream log, String id) throws InterruptedException {
        for (int i = 0; i < 500 && !log.toString(StandardCharsets.UTF_8).contains(id); i++) {
            Thread.sleep(10);
            queue.flush();
        }
    }

    private static void decide(String token) {
        var answer = server.call(
                "POST", TestBailiwick.EXTENSION + DECISION, token, Optional.of("{\"connectionName\":\"ad\"}"));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** Another request is answered first, so that the one before is counted. */
    private static String metrics() {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/metrics")).build();
        server.send(request);
        return server.send(request).body();
    }

    private static double rise(String before, String after, String metric) {
        return value(after, metric) - value(before, metric);
    }

    private static double value(String page, String metric) {
        return page.lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
