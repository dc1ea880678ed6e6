package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Jobs of a server, asked for as Auth0's clients do. */
record JobDesk(TestBailiwick server, Management api, String connection) {

    static final String BOUNDARY = "----form7d3a";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** With the default connection. */
    static JobDesk of(TestBailiwick server) {
        var api = Management.of(server);
        var connection = Management.json(api.get("/connections?name=Username-Password-Authentication"))
                .get(0)
                .get("id")
                .asString();
        return new JobDesk(server, api, connection);
    }

    /** A part of a form with its headers. */
    static String part(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    static String file(String content) {
        return "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"users\"; filename=\"users.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + content + "\r\n";
    }

    /** Sends parts as a form. */
    HttpResponse<String> form(String... parts) {
        return raw("multipart/form-data; boundary=" + BOUNDARY, String.join("", parts) + "--" + BOUNDARY + "--\r\n");
    }

    HttpResponse<String> raw(String contentType, String body) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/jobs/users-imports"))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build());
    }

    HttpResponse<String> importing(String users, String... more) {
        var parts = new ArrayList<>(List.of(file(users), part("connection_id", connection)));
        parts.addAll(List.of(more));
        return form(parts.toArray(String[]::new));
    }

    /** Waits for the end of the job that was answered. */
    JsonNode end(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isLessThan(300);
        var path = "/jobs/" + Management.json(created).get("id").asString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var job = Management.json(api.get(path));
            var status = job.get("status").asString();
            if (status.equals("completed") || status.equals("failed")) {
                return job;
            }
            assertThat(System.nanoTime()).as("still " + job).isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    HttpResponse<String> errors(JsonNode job) {
        return api.get("/jobs/" + job.get("id").asString() + "/errors");
    }

    /** What a location gives to somebody without a token. */
    HttpResponse<byte[]> download(String location) {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(location.replace("https://auth.example.test", server.url())))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode user(String id) {
        return Management.json(server.call(
                "GET", TestBailiwick.EXTENSION + "/users/" + id, server.extensionToken(), Optional.empty()));
    }
}
