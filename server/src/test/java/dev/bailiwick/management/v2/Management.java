package dev.bailiwick.management.v2;

import dev.bailiwick.app.TestBailiwick;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Management API v2 of a server, asked by a client that may do everything. */
record Management(TestBailiwick server, String token) {

    static Management of(TestBailiwick server) {
        return new Management(server, server.token(server.issuer() + "api/v2/"));
    }

    HttpResponse<String> get(String path) {
        return server.call("GET", "/api/v2" + path, token, Optional.empty());
    }

    HttpResponse<String> delete(String path) {
        return server.call("DELETE", "/api/v2" + path, token, Optional.empty());
    }

    HttpResponse<String> send(String method, String path, String body) {
        return server.call(method, "/api/v2" + path, token, Optional.of(body));
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    HttpResponse<String> patch(String path, String body) {
        return send("PATCH", path, body);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return TestBailiwick.json(answer);
    }

    /** A refusal as it is sent. */
    static String refusal(int status, String error, String message, String errorCode) {
        return "{\"statusCode\":" + status + ",\"error\":\"" + error + "\",\"message\":\""
                + message.replace("\"", "\\\"") + "\""
                + (errorCode.isEmpty() ? "" : ",\"errorCode\":\"" + errorCode + "\"") + "}";
    }
}
