package dev.bailiwick.management.v2;

import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code options.attributes} of {@code /connections}: by what the users of a database are known. */
@EachEngine
class ConnectionAttributesTest {

    private static final String STAFF = "{\"name\":\"Staff\",\"strategy\":\"auth0\"}";

    private final TestBailiwick server;
    private final Desk desk;

    ConnectionAttributesTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        desk = Desk.of(
                server,
                "read:connections",
                "create:connections",
                "update:connections",
                "read:connections_options",
                "update:connections_options");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesAttributesThatContradictThemselvesOrWhatIsThere() {
        var id = json(post(STAFF)).get("id").asString();

        assertRefused(post("""
                {"name":"n","strategy":"auth0","options":{"attributes":{"phone_number":{"identifier":{"active":true},\
                "profile_required":true,"signup":{"status":"inactive","verification":{"active":false}}}}}}"""), 400, """
                {"statusCode":400,"error":"Bad Request",\
                "message":"attribute phone_number must also be required on signup","errorCode":"invalid_body"}""");
        assertRefused(patch(id, "{\"options\":{\"attributes\":{\"email\":{\"unique\":false}}}}"), 400, """
                {"statusCode":400,"error":"Bad Request","message":"cannot add non-unique email attribute",\
                "errorCode":"invalid_body"}""");
    }

    @ParameterizedTest
    @CsvSource({"false,{},400", "false,{\"unique\":true},400", "true,{\"unique\":false},400", "true,{},200"})
    void neverChangesWhetherAddressesAreOneUsersEach(boolean isUnique, String email, int status) {
        var made =
                json(post("{\"name\":\"n\",\"strategy\":\"auth0\",\"options\":{\"attributes\":{\"email\":{\"unique\":"
                        + isUnique + "},\"username\":{\"identifier\":{\"active\":true}}}}}"));
        var change = "{\"options\":{\"attributes\":{\"email\":" + email
                + ",\"username\":{\"identifier\":{\"active\":true}}}}}";

        var answer = patch(made.get("id").asString(), change);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.body()).isEqualTo("""
                    {"statusCode":400,"error":"Bad Request","message":"cannot patch unique property on email attribute",\
                    "errorCode":"invalid_body"}""");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"attributes":{"email":{"identifier":{"active":true}}},"requires_username":true} \
                    | Cannot set both options.attributes and options.requires_username
                    {"attributes":{"email":{"identifier":{"active":true}}},"requires_username":false,\
                    "validation":{"username":{"min":1,"max":5}}} \
                    | Cannot set both options.attributes and options.validation
                    {"attributes":{"email":{"identifier":{"active":false}},"username":{"identifier":{"active":false}}}} \
                    | attributes must contain one active identifier
                    """)
    void refusesAttributesBesideWhatTheyReplaceOrByWhichNobodyIsFound(String options, String message) {
        var id = json(post(STAFF)).get("id").asString();
        var refused = "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"" + message
                + "\",\"errorCode\":\"invalid_body\"}";

        assertRefused(post("{\"name\":\"n\",\"strategy\":\"auth0\",\"options\":" + options + "}"), 400, refused);
        assertRefused(patch(id, "{\"options\":" + options + "}"), 400, refused);
        assertThat(desk.shown("/connections", "name")).containsExactly("Staff", "Username-Password-Authentication");
        assertThat(desk.shown("/connections/" + id).get("options").has("attributes"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attributes\":{\"email\":{\"identifier\":{\"active\":true}}},\"requires_username\":false}",
                "{\"attributes\":{\"email\":{\"identifier\":{\"active\":false}},\"username\":{\"identifier\":{\"active\":true}}}}",
                "{\"attributes\":{\"email\":{\"profile_required\":true}}}",
                "{\"attributes\":{\"username\":{\"identifier\":{\"active\":true,\"default_method\":\"password\"}}}}",
                "{\"requires_username\":true,\"validation\":{\"username\":{\"min\":1,\"max\":5}}}"
            })
    void takesAttributesAloneAndWhatTheyReplaceAlone(String options) {
        var made = post("{\"name\":\"n\",\"strategy\":\"auth0\",\"options\":" + options + "}");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(patch(json(made).get("id").asString(), "{\"options\":" + options + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    private HttpResponse<String> post(String body) {
        return desk.post("/connections", body);
    }

    private HttpResponse<String> patch(String id, String body) {
        return desk.patch("/connections/" + id, body);
    }
}
