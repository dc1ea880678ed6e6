package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the policy route tells what users may do, where the operator wants it as in the original. */
@EachEngine
class PolicyScopeTest {

    private static final String POLICY = "/users/u/policy/app";
    private static final String QUESTION = "{\"connectionName\":\"ad\"}";

    @Test
    void isNoneWhereTheOperatorSaysSo(TestDatabase database, @TempDir Path directory) {
        var settings = Node.settings(database, directory, Map.of(Setting.EXTENSION_POLICY_SCOPE, "none"));
        try (var server = Server.start(settings)) {
            var hosts = Hosts.of(server);
            hosts.found("acme");
            var token = hosts.extensionToken("acme", "read:groups");

            assertThat(status(hosts, token, "POST", POLICY, QUESTION)).isEqualTo(200);
            assertThat(status(hosts, "", "POST", POLICY, QUESTION)).isEqualTo(401);
            assertThat(status(hosts, "garbage", "POST", POLICY, QUESTION)).isEqualTo(401);
            assertThat(status(hosts, Belongings.management(hosts, "acme"), "POST", POLICY, QUESTION))
                    .as("a token for another API")
                    .isEqualTo(401);
            assertThat(status(hosts, token, "GET", POLICY + "/explain?connectionName=ad", ""))
                    .as("routes that the original does not have ask for the scope")
                    .isEqualTo(403);
            assertThat(status(
                            hosts,
                            token,
                            "POST",
                            "/users/policy",
                            "{\"clientId\":\"app\",\"connectionName\":\"ad\",\"users\":[\"u\"]}"))
                    .isEqualTo(403);
            assertThat(hosts.policy("not-a-key")).isEqualTo(401);
        }
    }

    private static int status(Hosts hosts, String token, String method, String path, String body) {
        return hosts.extension("acme", token, method, path, body).status();
    }
}
