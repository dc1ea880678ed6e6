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

    /** The call for a Management API token, verbatim but for the domain, the credentials, the CA and curl's silence. */
    static JsonNode token(RunningBailiwick server, String id, String secret) throws IOException, InterruptedException {
        var script = """
                curl --request POST \\
                  --url 'https://{yourDomain}/oauth/token' \\
                  --header 'content-type: application/x-www-form-urlencoded' \\
                  --data grant_type=client_credentials \\
                  --data 'client_id={yourClientId}' \\
                  --data 'client_secret={yourClientSecret}' \\
                  --data 'audience=https://{yourDomain}/api/v2/' \\
                  --silent --show-error --cacert "$CA"
                """.replace("{yourDomain}", server.domain())
                .replace("{yourClientId}", id)
                .replace("{yourClientSecret}", secret);
        return said(server, script);
    }

    /** The claims of a token, unchecked. */
    static JsonNode claims(String token) {
        return JSON.readTree(
                Base64.getUrlDecoder().decode(List.of(token.split("\\.", -1)).get(1)));
    }

    private static JsonNode said(RunningBailiwick server, String script) throws IOException, InterruptedException {
        var run = Commands.run(Map.of("CA", server.ca().toString()), List.of("sh", "-c", script));
        assertThat(run.status()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }
}
