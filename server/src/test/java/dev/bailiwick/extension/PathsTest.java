package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the API lies, and how user ids stand in its paths (reference, sections 0 and 0.2). */
class PathsTest {

    private static final String BASE = "/authorization/api";
    private static final String SALES =
            "[{\"_id\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"Sales\"," + "\"description\":\"Sellers\"}]";
    private static final String NOT_FOUND = "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}";

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/adf6e2f2b84784b57522e3b19dfc9201/api",
                "/adf6e2f2b84784b57522e3b19dfc9201/api/api",
                "/authorization/api",
                "/authorization/api/api"
            })
    void liesAtThePathOfTheOriginalAndAtAPlainOneEachWithOneApiMore(String base) {
        assertThat(get(base + "/users/auth0%7Cann/groups").body()).isEqualTo(SALES);
        assertThat(get(base + "/nonsense").body()).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth0|ann",
                "auth0%7Cann",
                "auth0%7cann",
                "ad|a%2Fb",
                "ad%7Ca%2fb",
                "ad|a%5Cb",
                "ad|a\\b",
                "x@y.z",
                "x%40y.z",
                "a+b:c",
                "a%2Bb%3Ac",
                "%C3%BC"
            })
    void takesAUserIdEscapedOrNot(String id) {
        assertThat(get(BASE + "/users/" + id + "/groups").body()).isEqualTo(SALES);
        assertThat(world.raw("POST", BASE + "/users/" + id + "/policy/app1", "", "{\"connectionName\":\"x\"}")
                        .body())
                .isEqualTo("{\"groups\":[\"Staff\",\"Sales\"],\"roles\":[\"Reader\"],\"permissions\":[\"read\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b:c", "ad|a%252Fb", "u", "AUTH0|ann", "auth0|ann%20", "auth0|ann;x=1", "u%CC%88"})
    void takesAnotherIdForAnotherUser(String id) {
        assertThat(get(BASE + "/users/" + id + "/groups").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%7", "%00", "a%00b", "%ff", "%C3", "%c0%af", "%ed%a0%80", "\u00fc"})
    void refusesAPathThatIsMalformed(String id) {
        var reply = get(BASE + "/users/" + id + "/groups");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo("{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Bad Request\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?q=%zz", "?q=%00", "?%ff=1"})
    void refusesAQueryThatIsMalformed(String query) {
        var reply = get(BASE + "/groups" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo("{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Bad Request\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /groups/",
        "GET, /Groups",
        "GET, //groups",
        "GET, /users//groups",
        "GET, /users/ad|a/b/groups",
        "GET, /groups/22222222-2222-4222-8222-222222222222/",
        "GET, ''",
        "GET, /",
        "GET, /configuration/nothing",
        "POST, /groups/22222222-2222-4222-8222-222222222222",
        "PUT, /groups",
        "TRACE, /groups",
        "PROPFIND, /groups",
        "PUT, /users/auth0|ann/groups",
        "GET, /users/auth0|ann/policy/app1"
    })
    void knowsNoOtherRoute(String method, String path) {
        var reply = world.raw(method, BASE + path, "", "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(NOT_FOUND);
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws IOException {
        var path = BASE + "/users/auth0|ann/groups";
        try (var client = new RawClient(world.server().port())) {
            client.send("HEAD " + path + " HTTP/1.1\r\nHost: auth.example.test\r\nAuthorization: Bearer "
                    + world.token() + "\r\n\r\n");
            var head = client.replyWithoutBody();
            client.send("GET " + path + " HTTP/1.1\r\nHost: auth.example.test\r\nAuthorization: Bearer " + world.token()
                    + "\r\n\r\n");
            var get = client.reply();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
            assertThat(get.body()).isEqualTo(SALES);
        }
    }

    private static RawClient.Reply get(String path) {
        return world.raw("GET", path, "", "");
    }
}
