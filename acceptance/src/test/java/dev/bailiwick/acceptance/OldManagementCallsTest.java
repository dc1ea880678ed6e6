package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the reference of Management API v1 tells its readers to send; see the README beside the calls. */
class OldManagementCallsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path CALLS = Path.of("src/test/resources/management-v1/calls.json");
    private static final String CONNECTION = "A-NAME-FOR-THIS-CONNECTION";

    @Test
    void everyCallBringsTheAnswerThatIsDescribed(@TempDir Path directory) throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        List<JsonNode> calls;
        try (var server = RunningBailiwick.start(directory.resolve("data"), Map.of())) {
            calls = List.copyOf(
                    JSON.readTree(filled(Files.readString(CALLS), server)).values());
            var token = "";
            for (var call : calls) {
                var answer = Curl.call(server, authorized(arguments(call), token));
                if (answer.status() != call.path("status").asInt() || !holds(call, answer.body())) {
                    wrong.add(call + "\nbut was " + answer);
                } else if (token.isEmpty()) {
                    token = JSON.readTree(answer.body()).path("access_token").asString();
                }
            }
        }

        System.out.printf("Management API v1: %d calls, %d not as described%n", calls.size(), wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(calls.stream().filter(call -> call.has("curl")))
                .as("as many as the page has")
                .hasSize(3);
    }

    /** What curl is told for a call, as a shell reads it. */
    private static String arguments(JsonNode call) {
        if (call.has("curl")) {
            return call.path("curl").asString();
        }
        var request = call.path("request").asString().split(" ", 2);
        var arguments = new StringBuilder("--request " + request[0] + " '" + request[1] + "'");
        call.path("headers")
                .values()
                .forEach(header -> arguments
                        .append(" --header '")
                        .append(header.asString())
                        .append('\''));
        if (call.has("body")) {
            arguments.append(" --data '").append(call.path("body").asString()).append('\'');
        }
        return arguments.toString();
    }

    private static String filled(String calls, RunningBailiwick server) throws IOException {
        return calls.replace("${account.namespace}", server.domain())
                .replace("${account.clientId}", server.said("id"))
                .replace("${account.clientSecret}", server.said("secret"))
                .replace("{A-CONNECTION-NAME}", CONNECTION)
                .replace("{YOUR-CONNECTION-NAME}", CONNECTION)
                .replace("{connection}", CONNECTION);
    }

    private static String authorized(String arguments, String token) {
        return arguments.replace("{ACCESS-TOKEN}", token).replace("{YOUR ACCESS TOKEN}", token);
    }

    private static boolean holds(JsonNode call, String body) {
        var answer = JSON.readTree(body);
        return call.path("holds").properties().stream().allMatch(member -> {
            var found = answer.at(member.getKey());
            return member.getValue().asString("").equals("*")
                    ? !found.isMissingNode() && !found.isNull()
                    : found.equals(member.getValue());
        });
    }
}
