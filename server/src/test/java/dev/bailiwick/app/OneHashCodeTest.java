package dev.bailiwick.app;

import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many texts of one hash code, which would make a table of them slow, wherever texts belong: each is answered as soon as others. */
class OneHashCodeTest {

    private static final String JSON = "Content-Type: application/json\r\n";

    /** As many as have room in the shortest body that is read as JSON. */
    private static final int MANY = 25_000;

    private static final int STEPS = 15;

    private final TestDatabase database = Engine.SQLITE.make();
    private final HostileCalls calls;
    private final List<String> texts =
            Malformed.texts("a~", "b_", STEPS).limit(MANY).toList();

    OneHashCodeTest(@TempDir Path directory) {
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
        everywhere("@", "[" + elements + "]");
    }

    @Test
    void namesMembersByThem() throws IOException {
        everywhere("@", texts.stream().map(text -> text + ":\"v\"").collect(Collectors.joining(",", "{", "}")));
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

    private void everywhere(String place, String value) throws IOException {
        calls.each((api, route) -> {
            for (var sample : RouteSamples.bodies(api, route)) {
                var body = sample.replace("@@", "@");
                boolean isPlace = body.contains(place) && (place.length() > 1 || !body.contains("[@]"));
                if (isPlace && value.length() + body.length() <= route.bodyLimit()) {
                    calls.ask(
                            api,
                            route,
                            ManagementV1Samples.path(api, route),
                            JSON,
                            body.replace(place, value),
                            "one hash code in " + sample);
                }
            }
        });
    }
}
