package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of Auth0's documents, by the curl that stands in them. */
final class Curl {

    private static final JsonMapper JSON = new JsonMapper();

    private Curl() {}

    /** What came back. */
    record Answer(int status, String body) {}

    /** The call for a Management API token, verbatim but for the domain, the credentials, the CA and curl's silence. */
    static JsonNode token(RunningBailiwick server, String id, String secret) throws IOException, InterruptedException {
        return token(server, server.domain(), id, secret);
    }

    /** The same for a tenant of another domain. */
    static JsonNode token(RunningBailiwick server, String domain, String id, String secret)
            throws IOException, InterruptedException {
        var arguments = """
                --request POST \\
                  --url 'https://{yourDomain}/oauth/token' \\
                  --header 'content-type: application/x-www-form-urlencoded' \\
                  --data grant_type=client_credentials \\
                  --data 'client_id={yourClientId}' \\
                  --data 'client_secret={yourClientSecret}' \\
                  --data 'audience=https://{yourDomain}/api/v2/'""".replace("{yourDomain}", domain)
                .replace("{yourClientId}", id)
                .replace("{yourClientSecret}", secret);
        return JSON.readTree(call(server, arguments).body());
    }

    /** Calls a server with arguments as a shell reads them. */
    static Answer call(RunningBailiwick server, String arguments) throws IOException, InterruptedException {
        var script = "curl " + arguments + " --silent --show-error --cacert \"$CA\" --write-out '\\n%{http_code}'";
        var run = Commands.run(Map.of("CA", server.ca().toString()), List.of("sh", "-c", script));
        assertThat(run.status()).as(run.err()).isZero();
        int end = run.out().lastIndexOf('\n');
        return new Answer(
                Integer.parseInt(run.out().substring(end + 1)), run.out().substring(0, end));
    }

    /** The claims of a token, unchecked. */
    static JsonNode claims(String token) {
        return JSON.readTree(
                Base64.getUrlDecoder().decode(List.of(token.split("\\.", -1)).get(1)));
    }
}
