package dev.bailiwick.management.v1;

import dev.bailiwick.app.TestBailiwick;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Management API v1 of a server, asked by a client that is admitted to it. */
record ManagementV1(TestBailiwick server, String token) {

    /** By the first client. */
    static ManagementV1 of(TestBailiwick server) {
        return new ManagementV1(server, server.managementV1Token(TestBailiwick.CLIENT, TestBailiwick.SECRET));
    }

    /** By the tenant's global client. */
    static ManagementV1 global(TestBailiwick server) {
        return new ManagementV1(server, server.globalV1Token());
    }

    HttpResponse<String> get(String path) {
        return server.call("GET", path, token, Optional.empty());
    }

    HttpResponse<String> delete(String path) {
        return server.call("DELETE", path, token, Optional.empty());
    }

    HttpResponse<String> send(String method, String path, String body) {
        return server.call(method, path, token, Optional.of(body));
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    /** Without any credentials but those in the URL. */
    HttpResponse<String> open(String pathAndQuery) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + pathAndQuery))
                .GET()
                .build());
    }

    HttpResponse<String> form(String method, String path, String form) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return TestBailiwick.json(answer);
    }

    /** A refusal as it is sent. */
    static String refusal(String error, String detail) {
        return "{\"error\":\"" + error + "\",\"detail\":\"" + detail + "\"}";
    }
}
