package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class RulesTest {

    private static final String SCRIPT = "function (user, context, callback) { callback(null, user, context); }";

    private final TestBailiwick server;
    private final ManagementV1 api;

    RulesTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        api = ManagementV1.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsRulesByTheirNames() {
        var first = api.post("/api/rules", "{\"name\":\"first rule\",\"script\":\"" + SCRIPT + "\",\"status\":true}");
        var second = api.form("POST", "/api/rules/", "name=second&status=False&order=7&script=x");

        assertThat(first.body())
                .isEqualTo("{\"name\":\"first rule\",\"script\":\"" + SCRIPT + "\",\"order\":1,\"status\":1}");
        assertThat(second.body()).isEqualTo("{\"name\":\"second\",\"script\":\"x\",\"order\":7,\"status\":0}");
        assertThat(api.get("/api/rules").body()).isEqualTo("[" + first.body() + "," + second.body() + "]");
        assertThat(api.get("/api/rules/first%20rule").body()).isEqualTo(first.body());

        var changed = api.send("PUT", "/api/rules/second", "{\"name\":\"second\",\"status\":1,\"script\":\"y\"}");
        assertThat(changed.body()).isEqualTo("{\"name\":\"second\",\"script\":\"y\",\"order\":7,\"status\":1}");
        assertThat(api.delete("/api/rules/second").body()).isEqualTo("{\"removed\":\"second\"}");
        assertThat(api.get("/api/rules/second").statusCode()).isEqualTo(404);
        assertThat(api.delete("/api/rules/second").body()).isEqualTo(refusal("not_found", "rule not found"));
    }

    /** As a program of Auth0's own does that brings rules in from a repository. */
    @Test
    void areBroughtInByProgramsThatLookForExactStatuses() {
        assertThat(api.post("/api/rules", "{\"name\":\"my rule\",\"enabled\":false,\"script\":\"x\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(json(api.get("/api/rules/my%20rule")).get("status").asInt()).isZero();

        assertThat(api.send("PUT", "/api/rules/my%20rule", "{\"enabled\":true,\"script\":\"y\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(api.get("/api/rules/my%20rule")).get("status").asInt()).isOne();
        assertThat(api.delete("/api/rules/my%20rule/").statusCode()).isEqualTo(200);
    }

    @Test
    void areThoseOfManagementApiV2() {
        api.post("/api/rules", "{\"name\":\"rule\",\"script\":\"x\",\"status\":0}");

        var rule = json(server.call(
                        "GET", "/api/v2/rules", server.token(server.issuer() + "api/v2/"), Optional.empty()))
                .get(0);

        assertThat(rule.get("name").asString()).isEqualTo("rule");
        assertThat(rule.get("enabled").asBoolean()).isFalse();
    }

    @Test
    void refusesWhatNoRuleIsWith400() {
        api.post("/api/rules", "{\"name\":\"rule\",\"script\":\"x\"}");

        assertRefused(api.post("/api/rules", "{\"script\":\"x\"}"), "name is required");
        assertRefused(api.post("/api/rules", "{\"name\":\"n\"}"), "script is required");
        assertRefused(
                api.post("/api/rules", "{\"name\":\"n\",\"script\":\"x\",\"status\":\"on\"}"),
                "status must be true or false");
        assertRefused(
                api.post("/api/rules", "{\"name\":\"n\",\"script\":\"x\",\"order\":0}"),
                "order must be a whole number above 0");
        assertRefused(
                api.post("/api/rules", "{\"name\":\"rule\",\"script\":\"x\"}"),
                "A rule with the same name already exists");
        assertRefused(
                api.post("/api/rules", "{\"name\":\"n\",\"script\":\"x\",\"order\":1}"),
                "A rule with the same order already exists");
        assertRefused(api.send("PUT", "/api/rules/rule", "{\"name\":\"n\"}"), "name cannot be changed");
        assertRefused(api.send("PUT", "/api/rules/none", "{\"script\":\"x\"}"), "rule not found");
        assertThat(json(api.get("/api/rules"))).hasSize(1);
    }

    private static void assertRefused(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).isEqualTo(detail);
    }
}
