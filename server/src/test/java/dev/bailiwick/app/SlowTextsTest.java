package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are slow to compare, wherever texts belong: each body of them is answered as soon as others. */
class SlowTextsTest {

    private static final String JSON = "Content-Type: application/json\r\n";

    /** As many of one hash code as have room in most bodies. */
    private static final int MANY = 25_000;

    /** Of which Java looks through the whole word for each, and copies the whole text for each. */
    private static final List<String> CAPITALS = List.of("\\u03a3", "\\u0130");

    private static final int LENGTH = 100_000;

    private static final int STEPS = 15;

    private final TestDatabase database = Engine.SQLITE.make();
    private final HostileCalls calls;
    private int number;
    private final List<String> texts =
            Malformed.texts("a~", "b_", STEPS).limit(MANY).toList();

    SlowTextsTest(@TempDir Path directory) {
        calls = new HostileCalls(database, directory);
    }

    @AfterEach
    void nothingIsWrong() {
        try (database) {
            calls.end();
        }
    }

    @Test
    void listsThem() throws IOException {
        var elements = String.join(",", texts);
        everywhere("[@]", "[" + elements + "]");
        everywhere(":@", ":[" + elements + "]");
    }

    @Test
    void foldsThem() throws IOException {
        for (var capital : CAPITALS) {
            everywhere("@", "\"" + capital.repeat(LENGTH) + "\"");
        }
    }

    @Test
    void namesMembersByThem() throws IOException {
        everywhere(":@", texts.stream().map(text -> text + ":\"v\"").collect(Collectors.joining(",", ":{", "}")));
    }

    @Test
    void namesObjectsByThem() throws IOException {
        var owned =
                "{\"_id\":@,\"name\":@,\"applicationId\":\"a\",\"applicationType\":\"client\",\"description\":\"d\"}";
        for (var collection : List.of("groups", "roles", "permissions")) {
            var objects = texts.stream().map(text -> owned.replace("@", text)).collect(Collectors.joining(","));
            var document = "{\"" + collection + "\":[" + objects + "],\"configuration\":[{\"_id\":\"v1\"}]}";
            calls.each((api, route) -> {
                if (route.template().equals("/configuration/import")) {
                    calls.ask(api, route, RouteSamples.path(api, route), JSON, document, collection);
                }
            });
        }
    }

    /** What is not only read, but kept or told of. */
    @Test
    void keepsAndTellsOfThem() throws IOException {
        var words = texts.stream().map(text -> text + ":\"v\"").collect(Collectors.joining(",", "{", "}"));
        var longName = "n".repeat(50_000);
        assertThat(user("\"user_metadata\":" + words)).isEqualTo(201);
        assertThat(user("\"user_metadata\":" + members(60_000, "null"))).isEqualTo(201);
        assertThat(user("\"app_metadata\":" + ("{\"" + longName + "\":").repeat(8) + members(20_000, "1")
                        + "}".repeat(8)))
                .isEqualTo(201);
        for (var capital : CAPITALS) {
            assertThat(user("\"nickname\":\"n\",\"user_metadata\":{\"a\":\"" + capital.repeat(LENGTH) + "\"}"))
                    .isEqualTo(201);
        }
        assertThat(texts(members(60_000, "{}"))).isEqualTo(200);
        assertThat(texts("{\"" + longName + "\":" + members(60_000, "1") + "}")).isEqualTo(400);
        assertThat(texts(members(60_000, "1"))).isEqualTo(400);
        assertThat(texts(words)).isEqualTo(400);
    }

    private int user(String more) throws IOException {
        return status(
                "POST /api/v2/users",
                "{\"connection\":\"Username-Password-Authentication\",\"password\":\"Correct-Horse-9\",\"email\":\"u"
                        + number++ + "@example.test\"," + more + "}");
    }

    private int texts(String body) throws IOException {
        return status("PUT /api/v2/prompts/{prompt}/custom-text/{language}", body);
    }

    private int status(String name, String body) throws IOException {
        var status = new AtomicInteger();
        calls.each((api, route) -> {
            if (RouteSamples.name(api, route).equals(name)) {
                status.set(calls.ask(api, route, RouteSamples.path(api, route), JSON, body, "what is slow")
                        .status());
            }
        });
        return status.get();
    }

    private static String members(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"m" + number + "\":" + value)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void everywhere(String place, String value) throws IOException {
        calls.each((api, route) -> {
            for (var sample : RouteSamples.bodies(api, route)) {
                var body = sample.replace("@@", "@");
                boolean isPlace = body.contains(place);
                if (isPlace && value.length() + body.length() <= route.bodyLimit()) {
                    calls.ask(
                            api,
                            route,
                            ManagementV1Samples.path(api, route),
                            JSON,
                            body.replace(place, value),
                            "what is slow in " + sample);
                }
            }
        });
    }
}
