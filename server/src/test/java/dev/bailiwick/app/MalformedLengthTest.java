package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.RawClient;
import dev.bailiwick.web.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are too long, or not as long as they say, at every route. */
class MalformedLengthTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final int MEBIBYTE = 1 << 20;
    private static final int BOMB = 100;

    private final TestDatabase database = Engine.SQLITE.make();
    private final HostileCalls calls;

    MalformedLengthTest(@TempDir Path directory) {
        calls = new HostileCalls(database, directory);
    }

    @AfterEach
    void nothingIsWrongAndNothingHasChanged() {
        try (database) {
            calls.close();
        }
    }

    @Test
    void refusesEveryLongBody() throws IOException {
        var bodies = Malformed.longBodies();
        calls.eachSoon((api, route) -> {
            for (var body : bodies.entrySet()) {
                calls.ask(api, route, RouteSamples.path(api, route), JSON, body.getValue(), body.getKey());
            }
        });
    }

    @Test
    void readsAMillionNamesOfOneHashCodeAndAMillionElements() throws IOException {
        var names = "{\"groups\":[" + Malformed.colliding("Aa", "BB", 49 * MEBIBYTE) + "]}";
        var elements = "{\"groups\":[" + "\"\",".repeat(MEBIBYTE) + "1]}";
        calls.each((api, route) -> {
            if (route.bodyLimit() > MEBIBYTE && api.prefixes().contains(TestBailiwick.EXTENSION)) {
                var path = RouteSamples.path(api, route);
                calls.refuse(api, route, path, JSON, names, "a million names of one hash");
                calls.refuse(api, route, path, JSON, elements, "a million elements");
            }
        });
    }

    @Test
    void takesWhatIsAsLongAsTheLimitAndNoByteMore() throws IOException {
        calls.each((api, route) -> {
            if (!RouteSamples.bodies(api, route).isEmpty()
                    && !RouteSamples.isOfForms(route)
                    && route.bodyLimit() != Route.ANY_LENGTH) {
                int limit = Math.toIntExact(route.bodyLimit());
                for (int length : new int[] {limit - 1, limit, limit + 1}) {
                    try (var raw = new RawClient(calls.server().port())) {
                        raw.send(calls.head(api, route, RouteSamples.path(api, route)) + JSON + "Content-Length: "
                                + length + "\r\n\r\n");
                        raw.sendAsLongAsItListens(" ".repeat(length), 1, "");
                        int expected = length > limit && !isOfOldClients(api) ? 413 : 400;
                        calls.judge(status -> status == expected, api, route, raw.reply(), length + " spaces");
                    }
                }
            }
        });
    }

    /** Management API v1 refuses changes with 400 whatever the reason. */
    private static boolean isOfOldClients(Api api) {
        return api.prefixes().contains("/api") || api.prefixes().contains("/connections");
    }

    @Test
    void refusesAHundredMegabytesInChunks() throws IOException {
        var chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
        calls.each((api, route) -> {
            try (var raw = new RawClient(calls.server().port())) {
                raw.send(calls.head(api, route, RouteSamples.path(api, route)) + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n");
                raw.sendAsLongAsItListens(chunk, BOMB * 16, "0\r\n\r\n");
                judge(api, route, raw, "a hundred megabytes in chunks");
            }
        });
    }

    @Test
    void appliesNothingOfABodyThatEndsTooEarly() throws IOException {
        calls.each((api, route) -> {
            for (var sample : RouteSamples.bodies(api, route)) {
                for (var headers :
                        new String[] {"Content-Length: 5000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"}) {
                    var body = sample.replace("@@", "@").replace("@", "\"v\"");
                    try (var raw = new RawClient(calls.server().port())) {
                        raw.send(calls.head(api, route, ManagementV1Samples.path(api, route))
                                + JSON
                                + headers
                                + (headers.startsWith("T") ? Integer.toHexString(body.length()) + "\r\n" : "")
                                + body
                                + (headers.startsWith("T") ? "\r\n" : ""));
                        raw.finish();
                        judge(api, route, raw, body + " that ends too early");
                    }
                }
            }
        });
    }

    @Test
    void takesWhatFollowsADeclaredLengthForAnotherRequest() throws IOException {
        calls.each((api, route) -> {
            if (!RouteSamples.bodies(api, route).isEmpty() && !RouteSamples.isOfForms(route)) {
                var head = calls.head(api, route, RouteSamples.path(api, route)) + JSON;
                try (var raw = new RawClient(calls.server().port())) {
                    raw.send(head + "Content-Length: 1\r\n\r\n[\"u\",\"evil\"]\r\n\r\n");
                    calls.judge(status -> status == 400, api, route, raw.reply(), "a byte of the body");
                    assertThat(raw.reply().status()).isEqualTo(400);
                }
            }
        });
    }

    @Test
    void inflatesNoBomb() throws IOException {
        var gzip = bomb(GZIPOutputStream::new);
        var deflate = bomb(DeflaterOutputStream::new);
        calls.each((api, route) -> {
            for (var encoding : new String[] {"gzip", "x-gzip", "gzip, gzip", "deflate", "br", "zstd", "identity"}) {
                var reply = calls.ask(
                        api,
                        route,
                        RouteSamples.path(api, route),
                        JSON + "Content-Encoding: " + encoding + "\r\n",
                        encoding.equals("deflate") ? deflate : gzip,
                        encoding);
                int expected = isOfOldClients(api) ? 400 : 415;
                assertThat(reply.status() == expected
                                || RouteSamples.bodies(api, route).isEmpty())
                        .as("%s %s with %s: %s", route.method(), route.template(), encoding, reply)
                        .isTrue();
            }
        });
    }

    /** What does not read its body may well answer with what was asked for. */
    private void judge(Api api, Route route, RawClient raw, String what) throws IOException {
        boolean mayBeWell = RouteSamples.bodies(api, route).isEmpty();
        calls.judge(status -> status < 500 && (mayBeWell || status >= 400), api, route, raw.reply(), what);
    }

    private interface Wrapping {
        OutputStream of(OutputStream out) throws IOException;
    }

    /** A hundred megabytes of white space before a list, made small. */
    private static String bomb(Wrapping wrapping) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = wrapping.of(bytes)) {
            var spaces = " ".repeat(MEBIBYTE).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < BOMB; i++) {
                out.write(spaces);
            }
            out.write("[\"evil\"]".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
