package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.SqliteDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static HttpResponse<String> get(TestBailiwick server, String path, String token) {
        return server.call("GET", "/api/v2" + path, token, Optional.empty());
    }
}
