package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are compressed for those who take that. */
class CompressionTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                          | true",
                "GZIP                          | true",
                "x-gzip                        | true",
                "deflate, gzip, br             | true",
                "deflate, gzip;q=0.5           | true",
                "*                             | true",
                "gzip;q=1.0, identity; q=0.5   | true",
                "identity;q=0, *               | true",
                "gzip;q=0                      | false",
                "gzip;q=0, *                   | false",
                "gzip;q=0.2, identity;q=0.9    | false",
                "*;q=0                         | false",
                "identity                      | false",
                "br, deflate                   | false",
                "gzipped                       | false",
                "gzip;q=x                      | false",
                "gzip;q=2                      | false",
                ",;,                           | false",
            })
    void honoursWhatTheClientTakes(String accepted, boolean isCompressed) throws Exception {
        var response = fetch("GET", "/echo/long", accepted);

        assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                .isEqualTo(isCompressed);
        assertThat(response.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
        assertThat(text(response)).isEqualTo("\"" + "a".repeat(TestServer.LONG) + "\"");
    }

    @Test
    void isLeftOutForAClientThatDoesNotAsk() throws Exception {
        var request = HttpRequest.newBuilder(uri("/echo/long")).build();
        var response = CLIENT.send(request, BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void isLeftOutOfShortAnswers() throws Exception {
        assertThat(fetch("GET", "/echo/path/x", "gzip").headers().map()).doesNotContainKey("content-encoding");
    }

    @Test
    void isLeftOutOfAnswersThatMustNotBeStored() throws Exception {
        var response = fetch("GET", "/echo/secret", "gzip");

        assertThat(response.headers().map()).doesNotContainKey("content-encoding");
        assertThat(response.body()).hasSize(TestServer.LONG + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 100_000})
    void alsoWorksWhileAnAnswerIsWritten(int count) throws Exception {
        var response = fetch("GET", "/echo/streamed/" + count, "gzip");

        assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                .isEqualTo(count > 1);
        assertThat(text(response)).hasSize(count * 103 + 1).endsWith("aaa\"]");
    }

    @Test
    void tellsTheSameToHead() throws Exception {
        for (var path :
                List.of("/echo/long", "/echo/path/x", "/echo/secret", "/echo/streamed/1", "/echo/streamed/100")) {
            var get = fetch("GET", path, "gzip").headers();
            var head = fetch("HEAD", path, "gzip").headers();

            for (var name : List.of("Content-Length", "Content-Encoding", "Vary", "Content-Type")) {
                assertThat(head.allValues(name)).as(path + " " + name).isEqualTo(get.allValues(name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "compress, gzip"})
    void isRefusedInRequests(String encoding) throws Exception {
        var request = HttpRequest.newBuilder(uri("/echo/body"))
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(Gzip.compressed(new byte[] {'x'})))
                .build();
        var response = CLIENT.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("echo", "UnsupportedMediaType");
    }

    private static HttpResponse<byte[]> fetch(String method, String path, String accepted) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Accept-Encoding", accepted)
                .method(method, BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) throws IOException {
        if (response.headers().firstValue("Content-Encoding").isEmpty()) {
            return new String(response.body(), StandardCharsets.UTF_8);
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }
}
