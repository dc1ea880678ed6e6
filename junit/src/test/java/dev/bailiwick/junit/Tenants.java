package dev.bailiwick.junit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** What tests ask of a tenant, knowing nothing but what its record tells. */
final class Tenants {

    private Tenants() {}

    /** The answer to its client, which asks for a token of the Management API. */
    static String tokenAnswer(BailiwickTenant tenant) throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=" + tenant.clientId() + "&client_secret="
                + tenant.clientSecret() + "&audience=" + tenant.issuer() + "api/v2/";
        var request = HttpRequest.newBuilder(URI.create(tenant.issuer() + "oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        var client = HttpClient.newBuilder().sslContext(tenant.sslContext()).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    static boolean isThere(BailiwickTenant tenant) throws InterruptedException {
        try {
            return tokenAnswer(tenant).contains("\"access_token\"");
        } catch (IOException e) {
            return false; // its port is closed
        }
    }
}
