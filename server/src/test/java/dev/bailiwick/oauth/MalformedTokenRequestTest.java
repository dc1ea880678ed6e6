package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.json;
import static dev.bailiwick.oauth.TokenServer.FORM;
import static dev.bailiwick.oauth.TokenServer.JSON;
import static dev.bailiwick.oauth.TokenServer.formOf;
import static dev.bailiwick.oauth.TokenServer.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class MalformedTokenRequestTest {

    private final TokenServer server;

    MalformedTokenRequestTest(Database empty, @TempDir Path directory) {
        server = new TokenServer(empty, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        var deep = "[".repeat(16_000);
        var bodies = List.of(
                "not JSON",
                "{",
                "{\"grant_type\"",
                "[]",
                "[{}]",
                "\"text\"",
                "1",
                "1e400",
                "null",
                "true",
                "{} {}",
                deep);

        assertThat(bodies).allSatisfy(body -> refuses(400, server.post(JSON, body)));
    }

    @Test
    void refusesParametersThatAreNoText() {
        assertThat(List.of("1", "true", "[]", "{}", "[\"client_credentials\"]", "1e400", "9007199254740993"))
                .allSatisfy(value -> refuses(400, server.post(JSON, "{\"grant_type\": " + value + "}")));
        assertThat(Map.of("7", "number", "false", "boolean", "[\"a\"]", "array", "{}", "object"))
                .allSatisfy((value, type) -> assertThat(description(server.post(
                                JSON, "{\"grant_type\": \"client_credentials\", \"client_id\": " + value + "}")))
                        .isEqualTo("Invalid client_id. Expected type 'string' but found type " + type + "."));
    }

    @Test
    void refusesWhatIsRepeated() {
        for (var name : List.of("client_id", "scope", "grant_type", "unknown")) {
            var answer = server.post(FORM, formOf(request()) + "&" + name + "=a&" + name + "=b");
            refuses(400, answer);
            assertThat(description(answer))
                    .isEqualTo("Invalid " + name + ". Expected type 'string' but found type array.");
        }
    }

    @Test
    void refusesScopesThatAreNeitherATextNorTexts() {
        assertThat(List.of("1", "true", "{}", "[1]", "[[\"a\"]]", "[null]")).allSatisfy(value -> {
            var answer =
                    server.post(JSON, TokenServer.jsonOf(request()).replaceFirst("}$", ",\"scope\":" + value + "}"));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer))
                    .isEqualTo(Json.read(
                            "{\"error\":\"invalid_scope\",\"error_description\":\"Scope must be an array or a string\"}"
                                    .getBytes(StandardCharsets.UTF_8)));
        });
        refuses(400, server.post(JSON, "{\"scope\": [\"a\\u0000\"]}"));
    }

    @Test
    void takesNullForAbsent() {
        var answer = server.post(JSON, "{\"grant_type\": null}");

        assertThat(json(answer).path("error_description").asString())
                .isEqualTo("Missing required parameter: grant_type");
    }

    @Test
    void refusesTextsThatNoDatabaseHolds() {
        assertThat(List.of("grant_type", "client_id", "client_secret", "audience", "scope", "\\u0000"))
                .allSatisfy(name -> {
                    for (var text : List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800")) {
                        var rest = name.equals("grant_type") ? "" : "\"grant_type\": \"client_credentials\", ";
                        refuses(400, server.post(JSON, "{" + rest + "\"" + name + "\": \"" + text + "\"}"));
                    }
                });
    }

    @Test
    void refusesAFormThatIsNotUtf8() {
        assertThat(List.of("%zz", "%", "%4", "%00", "%ff", "%c0%af", "%ed%a0%80", "\u00ff", "\u00c0\u00af"))
                .allSatisfy(value -> {
                    var body = formOf(request()) + "&x=" + value;
                    refuses(400, server.post("", FORM, body.getBytes(StandardCharsets.ISO_8859_1)));
                });
    }

    @Test
    void refusesOtherContentTypes() {
        assertThat(List.of(
                        "text/plain",
                        "application/xml",
                        "application/jwt",
                        "multipart/form-data; boundary=x",
                        "application/json-patch+json",
                        "nonsense"))
                .allSatisfy(type -> refuses(400, server.post(type, formOf(request()))));
    }

    @Test
    void takesParametersOfTheContentType() {
        assertThat(server.post("Application/JSON; charset=utf-8", TokenServer.jsonOf(request()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post(FORM + ";charset=UTF-8", formOf(request())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAnEmptyBodyForNoParameters() {
        assertThat(List.of("", FORM)).allSatisfy(type -> {
            var answer = server.post(type, "");
            refuses(400, answer);
            assertThat(json(answer).path("error_description").asString())
                    .isEqualTo("Missing required parameter: grant_type");
        });
        refuses(400, server.post(JSON, ""));
    }

    @Test
    void refusesABodyOfMoreThan16Kibibytes() {
        var padding = formOf(request()) + "&x=";
        int limit = 16 << 10;

        refuses(413, server.post(FORM, padding + "y".repeat(limit + 1 - padding.length())));
        assertThat(server.post(FORM, padding + "y".repeat(limit - padding.length()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAThousandParameters() {
        var many = IntStream.range(0, 1_000).mapToObj(i -> "p" + i + "=v").collect(Collectors.joining("&"));

        assertThat(server.post(FORM, formOf(request()) + "&" + many).statusCode())
                .isEqualTo(200);
        refuses(400, server.post(FORM, formOf(request()) + "&scope=a".repeat(1_000)));
    }

    private static String description(HttpResponse<String> answer) {
        return json(answer).path("error_description").asString();
    }

    private static void refuses(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("error").asString()).isEqualTo("invalid_request");
        assertThat(json(answer).propertyNames()).containsExactlyInAnyOrder("error", "error_description");
    }
}
