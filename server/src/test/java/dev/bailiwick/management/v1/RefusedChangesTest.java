package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Eventually;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.SqliteDatabase;
import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that no handler gets to see are refused with 400 like others: any other status is success to old clients. */
class RefusedChangesTest {

    private static final int AT_ONCE = 4;
    private static final int A_SECOND = 40;
    private static final int CONTINUE = 100;

    private TestBailiwick server;
    private ManagementV1 api;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.startWithin(
                SqliteDatabase.open(directory.resolve("test.db")), directory, AT_ONCE, A_SECOND);
        api = ManagementV1.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A connection without a name, as {@code updateConnection({name: ''})} sends it. */
    @Test
    void whereThereIsNoRoute() {
        var change = api.send("PUT", "/api/connections/", "{}");

        assertThat(change.statusCode()).isEqualTo(400);
        assertThat(change.body()).isEqualTo(refusal("not_found", "Not Found"));
        assertThat(api.post("/connections/none", "{}").statusCode()).isEqualTo(400);
        assertThat(api.delete("/api/connections/").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/none").statusCode()).isEqualTo(404);
    }

    @Test
    void whereThereAreTooManyInASecond() {
        var change = api.send("PUT", "/api/rules/none", "{}");
        for (int i = 0; i < 100 * A_SECOND && !change.body().contains("too_many_requests"); i++) {
            change = api.send("PUT", "/api/rules/none", "{}");
            assertThat(change.statusCode()).isEqualTo(400);
        }

        assertThat(change.body()).isEqualTo(refusal("too_many_requests", "Too Many Requests"));
        assertThat(change.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void whereThereAreTooManyAtOnce() {
        var slow = new ArrayList<RawClient>();
        try {
            Eventually.until(
                    () -> { // requests before the test may still be there, and take a place
                        slowOne().ifPresent(slow::add);
                        return slow.size() == AT_ONCE;
                    });
            var change = api.send("PUT", "/api/rules/none", "{}");
            assertThat(change.statusCode()).isEqualTo(400);
            assertThat(change.body()).isEqualTo(refusal("unavailable", "The service is unavailable"));
            assertThat(change.headers().firstValue("Retry-After")).contains("1");
            assertThat(api.get("/api/rules").statusCode()).isEqualTo(503);
        } finally {
            slow.forEach(RawClient::close);
        }
    }

    @Test
    void whereTheBodyCannotEvenBeUnpacked() throws IOException {
        var packed = head("PUT", "/api/rules/none") + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}";

        assertThat(RawClient.ask(server.port(), packed).status()).isEqualTo(400);
        assertThat(RawClient.ask(server.port(), packed.replace("PUT", "DELETE")).status())
                .isEqualTo(415);
    }

    /** A client that was let in, and whose body the server waits for from now on; none when there was no place for it. */
    private Optional<RawClient> slowOne() {
        try {
            var client = new RawClient(server.port());
            client.send(head("POST", "/api/rules") + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n");
            if (client.reply().status() == CONTINUE) {
                return Optional.of(client);
            }
            client.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: auth.example.test\r\nAuthorization: Bearer " + api.token()
                + "\r\n";
    }
}
