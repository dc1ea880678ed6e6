package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** What a server's Authorization Extension API holds, over plain HTTP. */
final class Export {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private Export() {}

    static String token(RunningBailiwick server, String id, String secret) throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret
                + "&audience=urn:auth0-authz-api";
        var answer = send(HttpRequest.newBuilder(URI.create(server.http() + "oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        var token = TOKEN.matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        return token.group(1);
    }

    static String of(RunningBailiwick server, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.http() + "authorization/api/configuration/export"))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }
}
