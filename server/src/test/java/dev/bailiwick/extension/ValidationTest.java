package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not allowed in a request, in the words of the original's validation library (reference, section 0.2). */
class ValidationTest {

    private static final String POLICY = "/users/auth0%7Cann/policy/app1";
    private static final String DECISION =
            "{\"groups\":[\"Staff\",\"Sales\",\"Guests\"],\"roles\":[\"Reader\"],\"permissions\":[\"read\"]}";

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?expand=true", "/nested", "/roles", "/roles/nested"})
    void namesTheGroupThatDoesNotExist(String route) {
        assertProblem(
                world.get("/groups/" + SmallWorld.NOWHERE + route),
                404,
                "NotFoundError",
                "The record " + SmallWorld.NOWHERE + " in groups does not exist.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22222222222242228222222222222222",
                "(22222222-2222-4222-8222-222222222222)",
                "%7B22222222-2222-4222-8222-222222222222%7D",
                "22222222-2222-4222-8222-22222222222A",
                "22222222:2222:4222:8222:222222222222"
            })
    void takesAGuidInAnySpellingAndComparesItAsItStands(String id) {
        assertThat(world.get("/groups/" + id).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1",
                "22222222-2222-4222-8222-22222222222",
                "%7B22222222-2222-4222-8222-222222222222%5D",
                "22222222-2222-4222-8222-222222222222)",
                "%20",
                "Sales",
                "null",
                "-"
            })
    void takesNothingButAGuidForAGroup(String id) {
        for (var route : new String[] {"", "?wrong=1", "/nested", "/roles", "/roles/nested"}) {
            assertInvalid(world.get("/groups/" + id + route), "params", "id", "\\\"id\\\" must be a valid GUID");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "groups, members",
        "roles, per-page",
        "permissions, x",
        "groups, expand",
        "groups/" + SmallWorld.SALES + ", q"
    })
    void takesNoParameterThatTheRouteDoesNotHave(String route, String name) {
        assertInvalid(world.get("/" + route + "?" + name + "=1"), "query", name, "\\\"" + name + "\\\" is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "roles", "permissions"})
    void takesNoRepeatedParameter(String list) {
        assertInvalid(world.get("/" + list + "?q=a&q=b"), "query", "q", "\\\"q\\\" must be a string");
        assertInvalid(
                world.get("/" + list + "?q=a&field=name&field=name"),
                "query",
                "field",
                "\\\"field\\\" must be a string");
    }

    @Test
    void takesNoEndlessText() {
        assertThat(world.get("/groups?q=" + "a".repeat(1_000) + "&field=name").statusCode())
                .isEqualTo(200);
        assertInvalid(
                world.get("/groups?q=" + "a".repeat(1_001)),
                "query",
                "q",
                "\\\"q\\\" length must be less than or equal to 1000 characters long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=a", "q=a&field=", "q=a&field=nonsense", "q=a&field=members", "q=a&field=Name"})
    void searchesNoFieldThatIsNoText(String query) {
        for (var list : new String[] {"groups", "roles", "permissions"}) {
            var answer = world.get("/" + list + "?" + query);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"statusCode\":400,\"error\":\"ValidationError\",\"message\":\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "yes", "TRU", "%20", "true&expand=true"})
    void expandsByABooleanOnly(String value) {
        assertInvalid(
                world.get("/groups/" + SmallWorld.SALES + "?expand=" + value),
                "query",
                "expand",
                "\\\"expand\\\" must be a boolean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nested?x=1", "/roles?x=1&x=2", "/roles/nested?expand=maybe"})
    void looksAtNoParametersWhereTheRouteHasNone(String route) {
        assertThat(world.get("/groups/" + SmallWorld.SALES + route).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; ''; value; must be of type object",
                "null; ''; value; must be of type object",
                "''; ''; value; must be of type object",
                "7; ''; value; must be of type object",
                "'\"text\"'; ''; value; must be of type object",
                "{}; connectionName; connectionName; is required",
                "{'groups':'x'}; connectionName; connectionName; is required",
                "{'connectionName':''}; connectionName; connectionName; is not allowed to be empty",
                "{'connectionName':null}; connectionName; connectionName; must be a string",
                "{'connectionName':7}; connectionName; connectionName; must be a string",
                "{'connectionName':['ad']}; connectionName; connectionName; must be a string",
                "{'connectionName':'ad','groups':null}; groups; groups; must be an array",
                "{'connectionName':'ad','groups':'IT'}; groups; groups; must be an array",
                "{'connectionName':'ad','groups':{}}; groups; groups; must be an array",
                "{'connectionName':'ad','groups':['a',1]}; groups.1; groups[1]; must be a string",
                "{'connectionName':'ad','groups':['a',null]}; groups.1; groups[1]; must be a string",
                "{'connectionName':'ad','groups':['']}; groups.0; groups[0]; is not allowed to be empty",
                "{'connectionName':'ad','x':1}; x; x; is not allowed",
                "{'connectionName':'ad','a/b':1}; a/b; a/b; is not allowed",
                "{'connectionName':'ad','groups':['',7],'x':1}; groups.0; groups[0]; is not allowed to be empty",
            })
    void tellsTheFirstBrokenRuleOfAPolicyQuestion(String body, String key, String label, String rule) {
        assertInvalid(world.send("POST", POLICY, quoted(body)), "payload", key, "\\\"" + label + "\\\" " + rule);
    }

    private static String quoted(String body) {
        return body.startsWith("{") ? body.replace('\'', '"') : body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"connectionName\":\"ad\",\"groups\":[\"visitors\"]}",
                " \n{ \"groups\" : [\"visitors\"], \"connectionName\" : \"ad\" }\t",
            })
    void takesJsonUnderAnyContentType(String body) {
        for (var type : new String[] {
            "application/json",
            "application/json; charset=utf-8",
            "APPLICATION/JSON",
            "application/x-www-form-urlencoded",
            "text/plain",
            ""
        }) {
            assertDecision(type, body);
        }
    }

    @Test
    void takesAFormAsAnObject() {
        assertDecision("application/x-www-form-urlencoded", "connectionName=ad&groups=visitors&groups=others");
        assertThat(post("application/x-www-form-urlencoded", "connectionName=ad"))
                .contains("\"groups\":[\"Staff\",\"Sales\"]");
        assertThat(post("application/x-www-form-urlencoded", "connectionName=ad&groups=visitors"))
                .contains("\\\"groups\\\" must be an array");
        assertThat(post("application/x-www-form-urlencoded", "connectionName=ad&x="))
                .contains("\\\"x\\\" is not allowed");
        assertThat(post("application/x-www-form-urlencoded", "")).contains("\\\"connectionName\\\" is required");
        assertThat(post("application/x-www-form-urlencoded", "connectionName=%zz"))
                .contains("Invalid request payload JSON format");
    }

    @Test
    void takesAPlainTextForNoObject() {
        assertThat(post("text/plain", "connectionName=ad")).contains("\\\"value\\\" must be of type object");
    }

    @Test
    void takesEveryKindOfJson() {
        assertThat(post("application/vnd.acme+json; charset=utf-8", "7"))
                .contains("\\\"value\\\" must be of type object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "multipart/form-data; boundary=x", "nonsense"})
    void takesNoOtherMediaType(String type) {
        assertThat(post(type, "connectionName=ad"))
                .isEqualTo("{\"statusCode\":415,\"error\":\"Unsupported Media Type\","
                        + "\"message\":\"Unsupported Media Type\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{]",
                "{\"connectionName\":\"ad\"} {}",
                "{\"connectionName\":\"ad\",\"connectionName\":\"AD\"}",
                "{\"connectionName\":\"a\u0000\"}",
                "{\"connectionName\":\"a\\u0000\"}",
                "{\"connectionName\":\"\\ud800\"}",
                "{'connectionName':'ad'}",
                "[[",
                "ad"
            })
    void takesNoBrokenJson(String body) {
        assertProblem(world.send("POST", POLICY, body), 400, "Bad Request", "Invalid request payload JSON format");
    }

    @Test
    void takesNoBodyOfMoreThanAMebibyte() {
        var question = "{\"connectionName\":\"ad\",\"groups\":[\"visitors\"]}";
        var exact = question + " ".repeat((1 << 20) - question.length());

        assertThat(world.send("POST", POLICY, exact).body()).isEqualTo(DECISION);
        assertProblem(
                world.send("POST", POLICY, exact + " "),
                413,
                "Request Entity Too Large",
                "Payload content length greater than maximum allowed: 1048576");
    }

    private static void assertDecision(String type, String body) {
        assertThat(post(type, body)).as(type).isEqualTo(DECISION);
    }

    private static String post(String type, String body) {
        var header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
        return world.raw("POST", "/authorization/api" + POLICY, header, body).body();
    }

    private static void assertInvalid(HttpResponse<String> answer, String source, String key, String message) {
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"" + message
                        + "\",\"validation\":{\"source\":\"" + source + "\",\"keys\":[\"" + key + "\"]}}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String error, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"statusCode\":" + status + ",\"error\":\"" + error + "\",\"message\":\"" + message + "\"}");
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
