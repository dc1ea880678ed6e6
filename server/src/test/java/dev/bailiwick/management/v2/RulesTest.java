package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rule.RuleVariables;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TestTenants;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and their variables. */
@EachEngine
class RulesTest {

    private static final String VALUE = "a-value-that-nobody-sees";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    RulesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
        IssuedSecrets.note(VALUE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var created = api.post("/rules", "{\"name\":\"first-rule\",\"script\":\"f()\"}");
        var rule = "/rules/" + json(created).path("id").asString();

        Golden.of("post_rules").holds(created);
        assertThat(created.body()).contains("\"order\":1", "\"enabled\":true", "\"stage\":\"login_success\"");
        Golden.of("get_rules").holds(api.get("/rules?include_totals=true"));
        Golden.of("get_rules_by_id").holds(api.get(rule));
        Golden.of("patch_rules_by_id").holds(api.patch(rule, "{\"enabled\":false}"));
        Golden.of("delete_rules_by_id").holds(api.delete(rule));
        Golden.of("delete_rules_by_id").holds(api.delete(rule));
        var none = refusal(404, "Not Found", "The rule does not exist", "inexistent_rule");
        assertThat(api.get(rule).body()).isEqualTo(none);
        assertThat(api.patch(rule, "{\"enabled\":false}").body()).isEqualTo(none);

        Golden.of("put_rules-configs_by_key").holds(set("MY_KEY", VALUE));
        Golden.of("get_rules-configs").holds(api.get("/rules-configs"));
        Golden.of("delete_rules-configs_by_key").holds(api.delete("/rules-configs/MY_KEY"));
        Golden.of("delete_rules-configs_by_key").holds(api.delete("/rules-configs/MY_KEY"));
        assertThat(api.get("/rules-configs").body()).isEqualTo("[]");
    }

    @Test
    void listsByPagesFieldsAndSwitch() {
        for (var name : List.of("a", "b", "c")) {
            rule("\"name\":\"" + name + "\",\"enabled\":" + name.equals("b"));
        }

        assertThat(api.get("/rules?fields=name,order").body())
                .isEqualTo("[{\"name\":\"a\",\"order\":1},{\"name\":\"b\",\"order\":2},{\"name\":\"c\",\"order\":3}]");
        assertThat(api.get("/rules?enabled=true&fields=name").body()).isEqualTo("[{\"name\":\"b\"}]");
        assertThat(api.get("/rules?enabled=false&per_page=1&page=1&include_totals=true&fields=name")
                        .body())
                .isEqualTo("{\"total\":2,\"start\":1,\"limit\":1,\"rules\":[{\"name\":\"c\"}]}");
        assertThat(api.get("/rules?page=1&per_page=3").body()).isEqualTo("[]");
        for (var wrong : List.of("enabled=x", "per_page=101", "page=-1", "page=11&per_page=100", "stage=x")) {
            assertThat(api.get("/rules?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void refusesWhatARuleCannotBe() {
        var path = rule("\"name\":\"a\"");
        for (var wrong : List.of(
                "{}",
                "{\"name\":\"b\"}",
                "{\"name\":\"b\",\"script\":\"\"}",
                "{\"name\":\"b\",\"script\":\"" + "x".repeat(102_401) + "\"}",
                "{\"name\":\"-b\",\"script\":\"x\"}",
                "{\"name\":\"b \",\"script\":\"x\"}",
                "{\"name\":\"b\\n\",\"script\":\"x\"}",
                "{\"name\":\"" + "b".repeat(256) + "\",\"script\":\"x\"}",
                "{\"name\":\"b\",\"script\":\"x\",\"order\":-1}",
                "{\"name\":\"b\",\"script\":\"x\",\"order\":1.5}",
                "{\"name\":\"b\",\"script\":\"x\",\"order\":9007199254740992}",
                "{\"name\":\"b\",\"script\":\"x\",\"stage\":\"other\"}",
                "{\"name\":\"b\",\"script\":\"x\",\"id\":\"rul_1\"}")) {
            assertThat(api.post("/rules", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        for (var wrong : List.of("{}", "{\"stage\":\"login_success\"}", "{\"script\":\"\"}", "{\"name\":\"b-\"}")) {
            assertThat(api.patch(path, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        var sameName = refusal(409, "Conflict", "A rule with the same name already exists", "rule_conflict");
        var sameOrder = refusal(409, "Conflict", "A rule with the same order already exists", "rule_conflict");
        var other = rule("\"name\":\"A\",\"order\":7");
        assertThat(api.post("/rules", "{\"name\":\"a\",\"script\":\"x\",\"order\":7}")
                        .body())
                .isEqualTo(sameName);
        assertThat(api.post("/rules", "{\"name\":\"b\",\"script\":\"x\",\"order\":7}")
                        .body())
                .isEqualTo(sameOrder);
        assertThat(api.patch(other, "{\"name\":\"a\",\"script\":\"lost\"}").body())
                .isEqualTo(sameName);
        assertThat(api.patch(other, "{\"name\":\"lost\",\"order\":1}").body()).isEqualTo(sameOrder);
        assertThat(api.get("/rules?fields=name,order,script").body()).isEqualTo("""
                [{"script":"f()","name":"a","order":1},{"script":"f()","name":"A","order":7}]""");
        assertThat(json(rulePost("\"name\":\"b\"")).path("order").asInt()).isEqualTo(8);
        assertThat(json(rulePost("\"name\":\"c\",\"stage\":\"login_failure\""))
                        .path("order")
                        .asInt())
                .as("each stage has its own")
                .isEqualTo(1);
        rulePost("\"name\":\"last\",\"order\":9007199254740991");
        assertThat(api.post("/rules", "{\"name\":\"behind\",\"script\":\"f()\"}")
                        .body())
                .as("behind the greatest order that may be sent")
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'No order is left behind the last' on property order.",
                        "invalid_body"));
    }

    @Test
    void auditsWhatReallyChangesAndNeitherScriptsNorValues() {
        var path = rule("\"name\":\"a\"");
        api.patch(path, "{\"script\":\"secret()\",\"name\":\"a\",\"order\":1,\"enabled\":true}");
        api.patch(path, "{\"script\":\"secret()\",\"name\":\"a\",\"order\":1,\"enabled\":true}");
        api.patch(path, "{\"enabled\":false,\"name\":\"b\"}");
        api.delete(path);
        api.delete(path);
        set("K", VALUE);
        set("K", VALUE);
        set("K", VALUE + "2");
        api.delete("/rules-configs/K");
        api.delete("/rules-configs/K");

        var id = path.substring("/rules/".length());
        assertThat(audit())
                .containsExactly(
                        "create rule ->{\"id\":\"" + id
                                + "\",\"name\":\"a\",\"stage\":\"login_success\",\"order\":1,\"enabled\":true,\"script\":\"…\"}",
                        "update rule {\"script\":\"…\"}->{\"script\":\"…\"}",
                        "update rule {\"name\":\"a\",\"enabled\":true}->{\"name\":\"b\",\"enabled\":false}",
                        "delete rule {\"id\":\"" + id
                                + "\",\"name\":\"b\",\"stage\":\"login_success\",\"order\":1,\"enabled\":false,\"script\":\"…\"}->",
                        "set rules config ->",
                        "set rules config ->",
                        "delete rules config ->");
    }

    @Test
    void keepsVariablesByKeysOfAKindAndEncrypted() {
        assertThat(set("a-Z_0@*+:", VALUE).statusCode()).isEqualTo(200);
        assertThat(set("k".repeat(127), "").statusCode()).isEqualTo(200);
        assertThat(set("B", "b").statusCode()).isEqualTo(200);

        assertThat(json(api.get("/rules-configs"))).hasSize(3);
        assertThat(json(api.get("/rules-configs?include_totals=true&per_page=50")))
                .as("a route without parameters looks at none, which Terraform rests on")
                .isEqualTo(json(api.get("/rules-configs")));
        assertThat(api.get("/rules-configs").body()).doesNotContain("value").startsWith("[{\"key\":\"B\"},");
        assertThat(set("B", "b".repeat(65_537)).statusCode()).isEqualTo(400);
        assertThat(api.send("PUT", "/rules-configs/B", "{}").statusCode()).isEqualTo(400);
        assertThat(set("a.b", "b").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Path validation error: 'String does not match pattern ^[A-Za-z0-9_\\\\-@*+:]*$: a.b' on property key.",
                        "invalid_uri"));
        var tooLong = "/rules-configs/" + "k".repeat(128);
        assertThat(api.send("PUT", tooLong, "{\"value\":\"\"}").statusCode()).isEqualTo(400);
        assertThat(api.delete(tooLong).statusCode()).isEqualTo(400);
        var stored = database.read(
                tx -> tx.list("SELECT value FROM rule_variable", _ -> {}, (row, _) -> row.getString("value")));
        assertThat(stored).hasSize(3).allSatisfy(value -> assertThat(value).startsWith("eyJ"));
    }

    @Test
    void holdsNoMoreVariablesThanATenantMayHaveAndNoneOfAnother() {
        var globex = TestTenants.addFurther(database, "globex");
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        var variables = new RuleVariables(database, new SecretBox(new byte[32]), audit);
        database.change(tx -> tx.bulk(
                "INSERT INTO rule_variable VALUES (:tenant, :name, '')",
                IntStream.range(0, 999).boxed().toList(),
                (row, n) -> row.bind("tenant", globex.value()).bind("name", "k" + n)));
        variables.set(globex, "last", new Secret("x"), Origin.command("test"));

        assertThatThrownBy(() -> variables.set(globex, "more", new Secret("x"), Origin.command("test")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.TooMany.class));
        variables.set(globex, "last", new Secret("y"), Origin.command("test"));
        assertThat(variables.names(globex)).hasSize(1_000).doesNotContain("more");
        assertThat(api.get("/rules-configs").body()).isEqualTo("[]");
    }

    private List<String> audit() {
        return database.read(tx -> tx.list(
                "SELECT action || ' ' || kind || ' ' || before || '->' || after AS text FROM audit_log"
                        + " WHERE kind LIKE 'rule%' ORDER BY id",
                _ -> {}, (row, _) -> row.getString("text")));
    }

    private HttpResponse<String> set(String key, String value) {
        return api.send("PUT", "/rules-configs/" + key, "{\"value\":\"" + value + "\"}");
    }

    private HttpResponse<String> rulePost(String members) {
        var created = api.post("/rules", "{" + members + ",\"script\":\"f()\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created;
    }

    private String rule(String members) {
        return "/rules/" + json(rulePost(members)).path("id").asString();
    }
}
