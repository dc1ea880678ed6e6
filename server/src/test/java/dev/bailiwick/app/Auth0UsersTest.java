package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of users an export carries, and of what else it tells that it does not. */
@EachEngine
class Auth0UsersTest {

    private static final String MANAGEMENT = "https://" + Node.DOMAIN + "/api/v2/";
    private static final String ANN = "/users/auth0%7Cann";
    private static final String METHODS = ANN + "/authentication-methods";
    private static final String LEFT_OUT = "users.ndjson: ";

    private final Path directory;
    private final Settings settings;

    Auth0UsersTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.settings = Node.settings(
                database,
                directory.resolve("data"),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known"));
    }

    @Test
    void namesWhatItDoesNotCarry() throws IOException {
        var users = directory.resolve("given.ndjson");
        Files.writeString(users, "{\"user_id\":\"auth0|ann\",\"name\":\"Ann\"}\n");
        try (var node = Node.start(settings)) {
            run(0, "import", "users", users.toString());
            assertThat(exported(0, node, "nothing").err()).isEmpty();
            var token = TestBailiwick.json(node.token(node.firstClient(), MANAGEMENT))
                    .path("access_token")
                    .asString();
            var role = post(node, token, "/roles", "{'name':'Reader'}").replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            post(node, token, ANN + "/roles", "{'roles':['" + role + "']}");
            post(node, token, "/resource-servers", "{'identifier':'urn:a','scopes':[{'value':'read'}]}");
            post(
                    node,
                    token,
                    ANN + "/permissions",
                    "{'permissions':[{'permission_name':'read','resource_server_identifier':'urn:a'}]}");
            post(node, token, METHODS, "{'type':'phone','phone_number':'+15550100','name':'Mine'}");
            post(node, token, METHODS, "{'type':'phone','phone_number':'no number'}");
            post(node, token, METHODS, "{'type':'totp','totp_secret':'jbswy3dpehpk3pxp'}");
            post(node, token, METHODS, "{'type':'passkey','key_id':'a','public_key':'b'}");

            var old = TestBailiwick.json(
                            node.post("/oauth/token", "grant_type=client_credentials&client_id=ci&client_secret=known"))
                    .path("access_token")
                    .asString();
            assertThat(node.call("PUT", "/api/connection-templates/waad", old, "{\"client_id\":\"a\"}")
                            .statusCode())
                    .isEqualTo(200);

            assertThat(exported(3, node, "some").err().lines())
                    .containsExactly(
                            LEFT_OUT + "roles of users: none of the three forms has a place for them",
                            LEFT_OUT + "permissions of users themselves: none of the three forms has a place for them",
                            "connections: templates of Management API v1: none of the three forms has a place for them",
                            LEFT_OUT + "authentication methods: not written of them: passkey, phone, phone.name, totp");
            assertThat(Files.readString(directory.resolve("some/users.ndjson")))
                    .contains("\"mfa_factors\":[{\"phone\":{\"value\":\"+15550100\"}}]")
                    .doesNotContain("totp");
        }

        assertThat(run(3, "export", "auth0", directory.resolve("all").toString(), "--with-password-hashes")
                        .err())
                .endsWith("of them: passkey, phone, phone.name\n");
        assertThat(Files.readString(directory.resolve("all/users.ndjson")))
                .contains("{\"totp\":{\"secret\":\"JBSWY3DPEHPK3PXP\"}}");
        assertThat(run(0, "export", "users", directory.resolve("users").toString())
                        .err())
                .isEqualTo("authentication methods: not written of them: passkey, phone, phone.name, totp\n");
    }

    private CommandLineRun exported(int status, Node node, String folder) {
        assertThat(node.server().httpPort()).isPositive();
        return run(status, "export", "auth0", directory.resolve(folder).toString());
    }

    private CommandLineRun run(int status, String... arguments) {
        var run = CommandLineRun.of(settings, arguments);
        assertThat(run.status())
                .as(String.join(" ", arguments) + "\n" + run.err())
                .isEqualTo(status);
        return run;
    }

    private static String post(Node node, String token, String path, String body) {
        var answer = node.management("POST", path, token, body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }
}
