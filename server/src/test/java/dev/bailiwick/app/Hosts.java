package dev.bailiwick.app;

import dev.bailiwick.json.Json;
import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** A server asked by whatever Host, over its plain HTTP. */
record Hosts(int port, String operatorKey) {

    static Hosts of(Server server) {
        return new Hosts(server.httpPort(), server.directory().operatorKey().reveal());
    }

    RawClient.Reply ask(String host, String method, String path, String credentials, String body) {
        try {
            return RawClient.ask(port, request(host, method, path, credentials, body.length()) + body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts a form whose parts {@code --b} parts. */
    RawClient.Reply form(String host, String path, String credentials, String form) {
        try {
            var request = request(host, "POST", path, credentials, form.length());
            return RawClient.ask(port, request.replace("application/json", "multipart/form-data; boundary=b") + form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String request(String host, String method, String path, String credentials, int length) {
        var authorization = credentials.isEmpty() ? "" : "Authorization: Bearer " + credentials + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + authorization
                + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
    }

    RawClient.Reply operator(String method, String path, String body) {
        return ask("localhost", method, "/operator/tenants" + path, operatorKey, body);
    }

    /** Makes a tenant whose domain is its name under {@code example.test}, and its client {@code ci} with a known secret. */
    void found(String name) {
        var reply = operator("POST", "", """
                {"name":"%1$s","domain":"%1$s.example.test","client_id":"ci","client_secret":"%1$s-secret"}
                """.formatted(name));
        if (reply.status() != 201) {
            throw new AssertionError(reply.toString());
        }
    }

    /** Deletes a tenant, and returns the status: 204, or 202 where its rows take longer than the server waits for. */
    int remove(String name) {
        var reply = operator("DELETE", "/" + name, "");
        if (reply.status() != 204 && reply.status() != 202) {
            throw new AssertionError(reply.toString());
        }
        return reply.status();
    }

    /** Asks for a token of a tenant that {@link #found} has made. */
    RawClient.Reply token(String name, String audience) {
        return token(name + ".example.test", "ci", name + "-secret", audience);
    }

    RawClient.Reply token(String host, String client, String secret, String audience) {
        var body =
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\",\"audience\":\"%s\"}"
                        .formatted(client, secret, audience);
        return ask(host, "POST", "/oauth/token", "", body);
    }

    /** A token of the tenant's global client for Management API v1. */
    String managementV1Token(String name) {
        var host = name + ".example.test";
        var listed = ask(
                host,
                "GET",
                "/api/v2/clients?is_global=true&fields=client_id,client_secret",
                Belongings.management(this, name),
                "");
        var client = json(listed).get(0);
        var body = "{\"grant_type\":\"client_credentials\",\"client_id\":%s,\"client_secret\":%s}"
                .formatted(client.get("client_id"), client.get("client_secret"));
        return json(ask(host, "POST", "/oauth/token", "", body))
                .get("access_token")
                .asString();
    }

    String extensionToken(String name) {
        return json(token(name, TestBailiwick.EXTENSION_AUDIENCE))
                .get("access_token")
                .asString();
    }

    /** One with this scope alone. */
    String extensionToken(String name, String scope) {
        var body = """
                {"grant_type":"client_credentials","client_id":"ci","client_secret":"%s-secret","audience":"%s","scope":"%s"}""".formatted(name, TestBailiwick.EXTENSION_AUDIENCE, scope);
        return json(ask(name + ".example.test", "POST", "/oauth/token", "", body))
                .get("access_token")
                .asString();
    }

    RawClient.Reply extension(String name, String token, String method, String path, String body) {
        return ask(name + ".example.test", method, TestBailiwick.EXTENSION + path, token, body);
    }

    /** The status of a policy question to the default tenant by whoever has this API key. */
    int policy(String apiKey) {
        var body = "{\"connectionName\":\"x\"}";
        var request = request("localhost", "POST", TestBailiwick.EXTENSION + "/users/u/policy/app", "", body.length());
        try {
            return RawClient.ask(port, request.replaceFirst("\r\n", "\r\nx-api-key: " + apiKey + "\r\n") + body)
                    .status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer(String host) {
        return json(ask(host, "GET", "/.well-known/openid-configuration", "", ""))
                .path("issuer")
                .asString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode json(RawClient.Reply reply) {
        return Json.read(reply.body().getBytes(StandardCharsets.UTF_8));
    }
}
