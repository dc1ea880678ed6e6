package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts members into a group, some hundred at once, and remembers which of them the server has acknowledged. */
final class MemberLedger {

    private static final String GROUP = "77777777-7777-4777-8777-777777777777";
    private static final String FIRST = "first";
    private static final int UNKNOWN = 504;
    private static final int AT_ONCE = 400;
    private static final int LENGTH = 500;
    private static final int MOST = 500;
    private static final int REFUSALS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();
    private final List<Integer> unknown = new ArrayList<>();
    private String api = "";
    private String root = "";
    private String token = "";
    private int next;
    private long slowestRefusal;
    private long recovery;

    /** Makes the group on a server. */
    void begin(RunningBailiwick server, String token) throws IOException, InterruptedException {
        this.root = server.http();
        this.api = root + "authorization/api/";
        this.token = token;
        var world = "{\"groups\":[{\"_id\":\"" + GROUP + "\",\"name\":\"Staff\",\"members\":[\"" + FIRST + "\"]}]}";
        assertThat(send("POST", "configuration/import", world).statusCode()).isEqualTo(204);
    }

    /** Adds members until that is refused for the first time. */
    void addUntilRefused() throws IOException, InterruptedException {
        while (add()) {
            assertThat(next).as("the disk fills up").isLessThan(MOST);
        }
    }

    /** Goes on, and expects nothing but refusals, and the rest of the server at work. */
    void addManyRefused() throws IOException, InterruptedException {
        for (int i = 0; i < REFUSALS; i++) {
            assertThat(add()).as("there is no room").isFalse();
            expectDecisions();
        }
    }

    /** Goes on where the database itself may be down and up again: decisions are right or unavailable, never wrong. */
    void addManyRefusedByWhateverIsLeft() throws IOException, InterruptedException {
        for (int i = 0; i < REFUSALS; i++) {
            add();
            var decision = decide();
            if (decision.statusCode() != 503) {
                expectDecisions();
            }
            expectAlive();
        }
        assertThat(refused.size()).isGreaterThan(REFUSALS / 2);
    }

    /** Goes on until members are taken again. */
    void addUntilTaken() throws IOException, InterruptedException {
        var begin = Instant.now();
        while (!add()) {
            assertThat(Instant.now()).as("it comes back by itself").isBefore(begin.plus(PATIENCE));
        }
        recovery = Duration.between(begin, Instant.now()).toMillis();
        assertThat(add()).isTrue();
    }

    /** Decides about somebody who was there from the beginning, and asks whether the server is alive. */
    void expectDecisions() throws IOException, InterruptedException {
        var decision = decide();
        assertThat(decision.statusCode()).as(decision.body()).isEqualTo(200);
        assertThat(decision.body()).contains("\"Staff\"");
        expectAlive();
    }

    private HttpResponse<String> decide() throws IOException, InterruptedException {
        return send("POST", "users/" + FIRST + "/policy/app", "{\"connectionName\":\"c\"}");
    }

    private void expectAlive() throws IOException, InterruptedException {
        assertThat(ask(HttpRequest.newBuilder(URI.create(root + "health/live")).build())
                        .statusCode())
                .isEqualTo(200);
    }

    /** No answer said that nobody knows what became of the change. */
    void expectNothingUnknown() {
        assertThat(unknown).isEmpty();
    }

    /** Everything that was acknowledged is in an export, whole, and nothing that was refused. */
    void expectIn(String export) {
        assertThat(taken).isNotEmpty();
        assertThat(refused).isNotEmpty();
        assertThat(taken).allMatch(batch -> ids(batch).allMatch(export::contains), "is there");
        assertThat(refused).noneMatch(batch -> ids(batch).anyMatch(export::contains));
    }

    private boolean add() throws IOException, InterruptedException {
        int batch = next++;
        var body = ids(batch).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        var began = Instant.now();
        var answer = send("PATCH", "groups/" + GROUP + "/members", body);
        if (answer.statusCode() == 204) {
            taken.add(batch);
            return true;
        }
        if (answer.statusCode() == UNKNOWN) {
            unknown.add(batch);
            return false;
        }
        slowestRefusal =
                Math.max(slowestRefusal, Duration.between(began, Instant.now()).toMillis());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(after -> assertThat(after).matches("[1-9][0-9]*"));
        assertThat(answer.body()).contains("\"statusCode\":503");
        refused.add(batch);
        return false;
    }

    private static Stream<String> ids(int batch) {
        return IntStream.range(0, AT_ONCE).mapToObj(i -> "m%d.%d.".formatted(batch, i) + "x".repeat(LENGTH - 20));
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    @Override
    public String toString() {
        return "%d changes of %d members taken, %d refused, %d unknown, the slowest refusal after %d ms; back %d ms after there was room"
                .formatted(taken.size(), AT_ONCE, refused.size(), unknown.size(), slowestRefusal, recovery);
    }
}
