package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static dev.bailiwick.web.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that breaks the rules of HTTP: a quiet refusal in the right words, and no second chance to smuggle. */
class HostileClientTest {

    private static final String HOST = "Host: acme.test\r\n";
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsLoggedAboutAClientsFaults() {
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void refusesARequestWithoutHost() throws IOException {
        refused("GET /echo/path/x HTTP/1.1\r\n\r\n", 400, "echo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a.test\r\nHost: b.test\r\n", "Host: \r\n", "Host: a.test:x\r\n", "Host: a/b\r\n"})
    void refusesAnAmbiguousHost(String host) throws IOException {
        refused("GET /echo/path/x HTTP/1.1\r\n" + host + "\r\n", 400, "echo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: x\r\n",
                "Content-Length: +3\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "X: a\r\n b\r\n",
                "X: a\r\n\tb\r\n",
                " X: a\r\n",
                "X\r\n",
                "X y: a\r\n",
                "X: a\0b\r\n",
            })
    void refusesHeadersThatTwoServersMightReadDifferently(String headers) throws IOException {
        refused("POST /echo/body HTTP/1.1\r\n" + HOST + headers + "\r\n0\r\n\r\n", 400, "echo");
    }

    @ParameterizedTest
    @ValueSource(ints = {16 * 1024, 64 * 1024})
    void refusesHeadersThatAreTooLong(int length) throws IOException {
        refused("GET /echo/path/x HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(length) + "\r\n\r\n", 400, "echo");
    }

    @Test
    void takesHeadersThatAreJustShortEnough() throws IOException {
        var request = "GET /echo/path/x HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(15 * 1024) + "\r\n\r\n";

        assertThat(ask(server.port(), request).status()).isEqualTo(200);
    }

    @Test
    void refusesARequestLineThatIsTooLong() throws IOException {
        refused(get("/echo/path/" + "a".repeat(16 * 1024)), 400, "echo");
        refused(get("/echo?" + "a".repeat(16 * 1024)), 400, "echo");
        refused(get("/" + "a".repeat(16 * 1024)), 400, "Bad Request");
    }

    @Test
    void takesARequestLineThatIsJustShortEnough() throws IOException {
        assertThat(ask(server.port(), get("/echo/path/" + "a".repeat(15 * 1024)))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /echo/path/x HTTP/1.0\r\n",
                "GET /echo/path/x HTTP/2.0\r\n",
                "GET /echo/path/x\r\n",
                "GET\r\n",
                "GET  /echo/path/x HTTP/1.1\r\n",
                "GET /echo/path/x y HTTP/1.1\r\n",
                "\u0016\u0003\u0001\u0002\r\n",
                "PRI * HTTP/2.0\r\n",
            })
    void refusesARequestLineThatIsNone(String line) throws IOException {
        var reply = ask(server.port(), line + HOST + "\r\n");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void answersWhatCameBeforeGarbageAndThenEnds() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send(get("/echo/path/x") + "\u0001\u0002garbage\r\n\r\n");

            assertThat(raw.reply().status()).isEqualTo(200);
            assertThat(raw.reply().status()).isEqualTo(400);
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void readsABodyOfZeroBytes() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/body HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n");
            raw.send("POST /echo/body HTTP/1.1\r\n" + HOST + "\r\n");
            raw.send("POST /echo/body HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

            assertThat(raw.replies(3)).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEmpty();
            });
        }
    }

    @Test
    void refusesABodyThatIsDeclaredTooLongAndReadsOnAfterIt() throws IOException {
        var body = "a".repeat(TestServer.BODY_LIMIT + 1);
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/body HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n");
            var refusal = raw.reply();
            raw.send(body + get("/echo/path/next"));

            assertThat(refusal.status()).isEqualTo(413);
            assertThat(refusal.body()).contains("echo", "TooLarge");
            assertThat(raw.reply().body()).contains("next");
        }
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLongBeforeItIsSent() throws IOException {
        refused(
                "POST /echo/body HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n",
                413,
                "echo");
    }

    @Test
    void refusesABodyLongerThanAnyRouteTakes() throws IOException {
        refused("POST /echo/body HTTP/1.1\r\n" + HOST + "Content-Length: 123456789\r\n\r\n", 413, "echo");
    }

    @ParameterizedTest
    @CsvSource({
        "/echo/large, Content-Length: 60000000, 60000000",
        "/echo/body, Content-Length: 3000000|Connection: close, 3000000",
        "/echo/body, Transfer-Encoding: chunked, 3000000"
    })
    void tellsAClientThatItsBodyIsTooLongWhichLooksForTheAnswerOnlyAtItsEnd(String path, String headers, int length)
            throws IOException {
        boolean isChunked = headers.startsWith("Transfer-Encoding");
        var piece = "a".repeat(100_000);
        try (var raw = new RawClient(server.port())) {
            raw.send("POST " + path + " HTTP/1.1\r\n" + HOST + headers.replace("|", "\r\n") + "\r\n\r\n");
            for (int sent = 0; sent < length; sent += piece.length()) {
                raw.send(isChunked ? "186a0\r\n" + piece + "\r\n" : piece);
            }
            raw.send(isChunked ? "0\r\n\r\n" : "");

            var reply = raw.reply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).contains("echo", "TooLarge");
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void tellsAClientThatItsChunkIsTooLongWhichLooksForTheAnswerOnlyAtItsEnd() throws IOException {
        var piece = "a".repeat(100_000);
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/endless HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n");
            for (int i = 0; i < 55; i++) {
                raw.send(piece);
            }

            assertThat(raw.reply().status()).isEqualTo(413);
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void endsTheConnectionRatherThanReadALongBodyThatNoRouteWants() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/unread HTTP/1.1\r\n" + HOST + "Content-Length: 1000000000000\r\n\r\n");

            assertThat(raw.reply().status()).isEqualTo(200);
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsABodyOfAnyLengthWhereTheRouteWantsIt(boolean isChunked) throws IOException {
        int pieces = 60;
        var piece = "a".repeat(1 << 20);
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/endless HTTP/1.1\r\n" + HOST
                    + (isChunked
                            ? "Transfer-Encoding: chunked\r\n\r\n"
                            : "Content-Length: " + ((long) pieces << 20) + "\r\n\r\n"));
            for (int i = 0; i < pieces; i++) {
                raw.send(isChunked ? "100000\r\n" + piece + "\r\n" : piece);
            }
            raw.send((isChunked ? "0\r\n\r\n" : "") + get("/echo/path/next"));

            assertThat(raw.reply().body()).isEqualTo(String.valueOf((long) pieces << 20));
            assertThat(raw.reply().body()).contains("next");
        }
    }

    @Test
    void refusesAChunkedBodyThatTurnsOutTooLong() throws IOException {
        var chunk = "80\r\n" + "a".repeat(128) + "\r\n";
        refused(
                "POST /echo/body HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(9)
                        + "0\r\n\r\n",
                413,
                "echo");
    }

    @ParameterizedTest
    @CsvSource({"/echo/body, 7fffffff", "/echo/large, 3100000", "/echo/endless, 7fffffff"})
    void holdsNoMoreThanABitOfALongChunk(String path, String size) throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST " + path + " HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n");
            raw.send("a".repeat(3 * BoundedInput.LONGEST_CHUNK));
            var reply = raw.reply();

            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).contains("echo", "TooLarge");
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void holdsNoMoreThanABitOfAChunksSize() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/large HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            raw.send("0".repeat(3 * BoundedInput.LONGEST_CHUNK));

            assertThat(raw.reply().status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 64 * 1024, BoundedInput.LONGEST_CHUNK})
    void readsALongBodyInChunksAndReadsOnAfterIt(int size) throws IOException {
        var chunk = Integer.toHexString(size) + "\r\n" + "a".repeat(size) + "\r\n";
        int count = 3 * BoundedInput.LONGEST_CHUNK / size;
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/large HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(count)
                    + "0\r\n\r\n" + get("/echo/path/next"));

            assertThat(raw.reply().body()).isEqualTo(String.valueOf(count * size));
            assertThat(raw.reply().body()).contains("next");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "3\r\nabc\r\n0\r\nX: trailer\r\n\r\n", "ffffffffff\r\n", "\r\n"})
    void refusesBrokenChunks(String chunks) throws IOException {
        refused("POST /echo/body HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunks, 400, "echo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity"})
    void refusesAnEncodedBody(String encoding) throws IOException {
        refused(
                "POST /echo/body HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nContent-Encoding: " + encoding
                        + "\r\n\r\nabc",
                415,
                "echo");
    }

    @Test
    void readsABodyThatNoHandlerWanted() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/unread HTTP/1.1\r\n" + HOST
                    + "Content-Length: 34\r\n\r\nGET /echo/path/evil HTTP/1.1\r\nX: y");
            raw.send(get("/echo/path/next"));

            assertThat(raw.reply().body()).contains("unread");
            assertThat(raw.reply().body()).contains("next");
        }
    }

    @Test
    void neverTakesAnUnreadChunkedBodyForTheNextRequest() throws IOException {
        var smuggled = get("/echo/path/evil");
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/unread HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + smuggled);
            var reply = raw.reply();

            assertThat(reply.body()).contains("unread");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void neverTakesABodyThatWasNotAskedForAsTheNextRequest() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /echo/unread HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 33\r\n\r\n");
            var reply = raw.reply();

            assertThat(reply.body()).contains("unread");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /echo/pa",
                "GET /echo/path/x HTTP/1.1\r\nHo",
                "POST /echo/body HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
                "POST /echo/unread HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
                "POST /echo/body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
            })
    void survivesAClientThatGoesAwayMidway(String beginning) throws Exception {
        for (var rude : new boolean[] {true, false}) {
            try (var raw = new RawClient(server.port())) {
                raw.send(beginning);
                if (rude) {
                    raw.abort();
                }
            }
        }
        Thread.sleep(100);

        assertThat(ask(server.port(), get("/echo/path/x")).status()).isEqualTo(200);
    }

    private static void refused(String request, int status, String words) throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send(request);
            var reply = raw.reply();

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.body()).contains(words);
            assertThat(reply.header("X-Request-Id")).isNotEmpty();
            assertThat(raw.isEnded()).isTrue();
        }
    }
}
