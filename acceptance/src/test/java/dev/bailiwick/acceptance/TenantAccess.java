package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody needs who is to do everything in a tenant: where it is, and the credentials of its first client. */
record TenantAccess(RunningBailiwick server, String domain, String clientId, String clientSecret) {

    private static final JsonMapper JSON = new JsonMapper();

    /** To the tenant that the first start has made. */
    static TenantAccess toDefault(RunningBailiwick server) throws IOException {
        return new TenantAccess(server, server.domain(), server.said("id"), server.said("secret"));
    }

    /** To a tenant that is made now. */
    static TenantAccess toNew(RunningBailiwick server, String name) throws IOException, InterruptedException {
        var said = Commands.bailiwick(
                RunningBailiwick.environment(server.data()), "tenant", "create", name, "--port", "0");
        assertThat(said.status()).as(said.err()).isZero();
        var domain = after("Issuer", said.out()).replaceAll("^https://|/$", "");
        return new TenantAccess(server, domain, after("id", said.out()), after("secret", said.out()));
    }

    Path ca() throws IOException {
        return server.ca();
    }

    /** What Management API v2 answers to a GET. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(path, "");
    }

    /** What it answers to a POST. */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return answer(path, "--json '" + body + "'");
    }

    private JsonNode answer(String path, String arguments) throws IOException, InterruptedException {
        var token = Curl.token(server, domain, clientId, clientSecret)
                .path("access_token")
                .asString();
        var answer = Curl.call(
                server,
                arguments + " --header 'authorization: Bearer " + token + "' 'https://" + domain + "/api/v2" + path
                        + "'");
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }

    private static String after(String label, String text) {
        var matcher = Pattern.compile("\\b" + label + " +(\\S+)").matcher(text);
        assertThat(matcher.find()).as("%s in %s", label, text).isTrue();
        return matcher.group(1);
    }
}
