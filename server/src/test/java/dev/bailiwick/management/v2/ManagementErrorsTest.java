package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.SqliteDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that all routes of Management API v2 have in common. */
class ManagementErrorsTest {

    @Test
    void wordsThemAsTheOriginal(@TempDir Path directory) {
        try (var server = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
            assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/actions/actions"))
                                    .build())
                            .body())
                    .isEqualTo("""
                            {"statusCode":401,"error":"Unauthorized","message":"Missing authentication"}""");
            assertThat(get(server, "/actions/actions", "x").body()).isEqualTo("""
                            {"statusCode":401,"error":"Unauthorized","message":"Invalid token"}""");
            assertThat(get(server, "/actions/actions", server.extensionToken()).body())
                    .isEqualTo("""
                            {"statusCode":401,"error":"Unauthorized","message":"Bad audience: urn:auth0-authz-api"}""");
            assertThat(get(server, "/users/u/roles", server.managementToken("read:actions"))
                            .body())
                    .isEqualTo("""
                            {"statusCode":403,"error":"Forbidden",\
                            "message":"Insufficient scope, expected any of: read:users,read:roles,read:role_members",\
                            "errorCode":"insufficient_scope"}""");
            assertThat(get(server, "/nothing", server.managementToken("read:actions"))
                            .body())
                    .isEqualTo("""
                            {"statusCode":404,"error":"Not Found","message":"Not Found"}""");
        }
    }

    @Test
    void tellsWhatIsWrongWithATokenAsTheOriginal(@TempDir Path directory) {
        try (var server = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
            var good = server.managementToken("read:clients");
            var expired = server.forger(server.issuer() + "api/v2/")
                    .strangers(List.of("read:clients"))
                    .getFirst();
            int signature = good.lastIndexOf('.') + 1;
            var changed = good.substring(0, signature)
                    + (good.charAt(signature) == 'A' ? 'B' : 'A')
                    + good.substring(signature + 1);

            assertThat(get(server, "/clients", good).statusCode()).isEqualTo(200);
            assertThat(get(server, "/clients", expired).body()).isEqualTo("""
                    {"statusCode":401,"error":"Unauthorized",\
                    "message":"Expired token received for JSON Web Token validation"}""");
            assertThat(get(server, "/clients", changed).body()).isEqualTo("""
                    {"statusCode":401,"error":"Unauthorized",\
                    "message":"Invalid signature received for JSON Web Token validation"}""");
            var basic = server.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/clients"))
                    .header("Authorization", "Basic Ym9vdHN0cmFwOmJvb3RzdHJhcC1zZWNyZXQ=")
                    .build());
            assertThat(basic.statusCode()).isEqualTo(400);
            assertThat(basic.body()).isEqualTo("""
                    {"statusCode":400,"error":"Bad Request","message":"Bad HTTP authentication header format",\
                    "errorCode":"Bearer"}""");
        }
    }

    @Test
    void refusesPagesOfNothingWhereTheOriginalDoes(@TempDir Path directory) {
        try (var server = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
            var token = server.token(server.issuer() + "api/v2/");
            for (var list : List.of(
                    "/connections",
                    "/client-grants",
                    "/resource-servers",
                    "/roles",
                    "/roles/rol_0123456789abcdef/permissions",
                    "/roles/rol_0123456789abcdef/users",
                    "/grants",
                    "/device-credentials",
                    "/users/u/roles",
                    "/users/u/permissions",
                    "/users/u/organizations",
                    "/users/u/logs")) {
                var answer = get(server, list + "?per_page=0", token);
                assertThat(answer.statusCode()).as(list).isEqualTo(400);
                assertThat(answer.body()).as(list).isEqualTo("""
                        {"statusCode":400,"error":"Bad Request",\
                        "message":"Query validation error: 'Value 0 is less than minimum 1' on property per_page.",\
                        "errorCode":"invalid_query_string"}""");
            }
            for (var list : List.of("/clients", "/users", "/rules", "/logs")) {
                assertThat(get(server, list + "?per_page=0", token).body())
                        .as(list)
                        .isEqualTo("[]");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/clients|{\"name\":\"n\",\"callbacks\":[\"https://a.example.test/\",\"*\"]}"
                        + "|Object didn't pass validation for format callback-url: *|callbacks[1]",
                "/clients|{\"name\":\"n\",\"refresh_token\":{\"policies\":[{\"audience\":\"a\",\"scope\":[1]}]}}"
                        + "|Expected type string but found type integer|refresh_token.policies[0].scope[0]",
                "/resource-servers|{\"identifier\":\"i\",\"scopes\":[{\"value\":\"a\"},{\"value\":\"\"}]}"
                        + "|String is too short (0 chars), minimum 1|scopes[1].value",
                "/clients|{\"name\":\"n\",\"jwt_configuration\":{\"alg\":\"none\"}}"
                        + "|Invalid value \"none\"|jwt_configuration.alg",
                "/connections|[]|Expected type object but found type array|"
            })
    void tellsPlacesAsTheOriginal(String path, String body, String rule, String place, @TempDir Path directory) {
        try (var server = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
            var answer =
                    server.call("POST", "/api/v2" + path, server.token(server.issuer() + "api/v2/"), Optional.of(body));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestBailiwick.json(answer).get("message").asString())
                    .contains("Payload validation error: '" + rule + "'"
                            + (place == null ? "" : " on property " + place) + ".");
        }
    }

    private static HttpResponse<String> get(TestBailiwick server, String path, String token) {
        return server.call("GET", "/api/v2" + path, token, Optional.empty());
    }
}
