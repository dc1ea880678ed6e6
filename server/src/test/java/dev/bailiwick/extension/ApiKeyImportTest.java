package dev.bailiwick.extension;

import static dev.bailiwick.app.TestBailiwick.EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API key of the original, taken over with its export (reference, sections 6 and 7). */
@EachEngine
class ApiKeyImportTest {

    /** Derived with OpenSSL: {@code printf extension-secret | openssl dgst -sha256 -hmac 'c0ffee + client-secret'}. */
    private static final String DERIVED = "4b709d3662db631e67fac796cccc14d24cc0c3330bd97da4a7d4bcf7b27b9fa8";

    private static final String DOCUMENT =
            "{\"configuration\":[{\"_id\":\"v1\",\"apikey\":\"c0ffee\",\"groupsInToken\":true}]}";
    private static final String EXPORT = "{\"configuration\":[{\"_id\":\"v1\",\"groupsInToken\":true}]}";
    private static final Map<String, String> SECRETS =
            Map.of("X-Original-Client-Secret", "client-secret", "X-Original-Extension-Secret", "extension-secret");

    private final Database database;
    private TestBailiwick server;

    ApiKeyImportTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isDerivedAsTheOriginalDerivesIt() {
        var answer = byOperator(DOCUMENT, SECRETS);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"apiKey\":\"TAKEN\"").doesNotContain("c0ffee", DERIVED);
        assertThat(status(DERIVED)).isEqualTo(200);
        assertThat(status("c0ffee")).isEqualTo(401);
    }

    @Test
    void leavesTheKeyBeforeItsOverlap() {
        var before = server.apiKey();

        byOperator(DOCUMENT, SECRETS);

        assertThat(status(before)).isEqualTo(200);
        assertThat(texts("SELECT id AS text FROM api_key WHERE accepted_until IS NOT NULL"))
                .hasSize(1);
    }

    @Test
    void changesNothingTheSecondTime() {
        byOperator(DOCUMENT, SECRETS);
        var first = texts("SELECT id AS text FROM api_key");

        byOperator(DOCUMENT, SECRETS);

        assertThat(texts("SELECT id AS text FROM api_key")).isEqualTo(first);
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'api key'"))
                .containsExactly("import");
    }

    @Test
    void comesBackThoughItWasRotatedAway() {
        byOperator(DOCUMENT, SECRETS);
        server.apiKey();

        byOperator(DOCUMENT, SECRETS);
        database.change(tx -> tx.write("DELETE FROM api_key WHERE accepted_until IS NOT NULL", _ -> {}));

        assertThat(status(DERIVED)).isEqualTo(200);
    }

    @Test
    void staysTheTenantsOwnWithoutTheSecrets() {
        var own = server.apiKey();

        assertThat(byOperator(DOCUMENT, Map.of()).body()).contains("\"apiKey\":\"LEFT_OUT\"");
        assertThat(byOperator(EXPORT, SECRETS).body()).contains("\"apiKey\":\"ABSENT\"");
        assertThat(byOperator("{}", Map.of()).body()).contains("\"apiKey\":\"ABSENT\"");

        assertThat(status(own)).isEqualTo(200);
        assertThat(status(DERIVED)).isEqualTo(401);
        assertThat(texts("SELECT id AS text FROM api_key")).hasSize(1);
    }

    @Test
    void isInNoExportAndChangesNoExport() {
        byOperator(DOCUMENT, SECRETS);
        var first = export();
        byOperator(first, SECRETS);

        assertThat(first).isEqualTo(EXPORT);
        assertThat(export()).isEqualTo(first);
        assertThat(status(DERIVED)).isEqualTo(200);
    }

    @Test
    void needsBothSecrets() {
        for (var name : SECRETS.keySet()) {
            var answer = byOperator(DOCUMENT, Map.of(name, "x"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("belong together");
        }
        assertThat(export()).isEqualTo("{}");
    }

    @Test
    void isATextWithSomethingInIt() {
        for (var wrong : List.of("7", "null", "\"\"", "[\"c0ffee\"]")) {
            var answer = byOperator(DOCUMENT.replace("\"c0ffee\"", wrong), SECRETS);

            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).contains("/configuration/0/apikey");
        }
        assertThat(texts("SELECT id AS text FROM api_key")).isEmpty();
    }

    @Test
    void isNotTakenByAFaultyImport() {
        var answer = byOperator(DOCUMENT.replace("true", "7"), SECRETS);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(status(DERIVED)).isEqualTo(401);
    }

    private String export() {
        return server.call("GET", EXTENSION + "/configuration/export", server.extensionToken(), Optional.empty())
                .body();
    }

    private int status(String apiKey) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + EXTENSION + "/users/u/policy/app"))
                        .header("Content-Type", "application/json")
                        .header("x-api-key", apiKey)
                        .POST(BodyPublishers.ofString("{\"connectionName\":\"ad\"}"))
                        .build())
                .statusCode();
    }

    private HttpResponse<String> byOperator(String document, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(
                        URI.create(server.url() + "/operator/tenants/default/authorization-extension"))
                .header("Authorization", "Bearer " + server.operatorKey().reveal())
                .POST(BodyPublishers.ofString(document));
        headers.forEach(request::header);
        return server.send(request.build());
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
