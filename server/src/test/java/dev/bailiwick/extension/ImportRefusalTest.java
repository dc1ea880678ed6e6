package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An import that cannot be kept is refused with the place of the fault, and changes nothing. */
class ImportRefusalTest {

    private static final String IMPORT = "/configuration/import";

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(world.export()).isEqualTo(SmallWorld.DOCUMENT);
    }

    @ParameterizedTest
    @MethodSource
    void tellsThePlace(String document, String key, String message) {
        var answer = world.send("POST", IMPORT, document);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"" + message
                        + "\",\"validation\":{\"source\":\"payload\",\"keys\":[\"" + key + "\"]}}");
    }

    static Stream<Arguments> tellsThePlace() {
        return Stream.of(
                broken("[]", "", "value", "must be of type object"),
                broken("null", "", "value", "must be of type object"),
                broken("", "", "value", "must be of type object"),
                broken("7", "", "value", "must be of type object"),
                broken("{'users':[]}", "users", "users", "is not allowed"),
                broken("{'groups':{}}", "groups", "groups", "must be an array"),
                broken("{'groups':null}", "groups", "groups", "must be an array"),
                broken("{'rules':1}", "rules", "rules", "must be an array"),
                broken("{'applications':[1]}", "applications.0", "applications[0]", "must be of type object"),
                broken("{'groups':[{},1]}", "groups.0._id", "groups[0]._id", "is required"),
                broken("{'groups':[{'name':'a'}]}", "groups.0._id", "groups[0]._id", "is required"),
                broken(
                        "{'groups':[{'_id':'','name':'a'}]}",
                        "groups.0._id",
                        "groups[0]._id",
                        "is not allowed to be empty"),
                broken(
                        "{'groups':[{'_id':'g','name':'" + "ä".repeat(257) + "'}]}",
                        "groups.0.name",
                        "groups[0].name",
                        "must not be longer than 512 bytes"),
                broken(
                        group("'members':['" + "x".repeat(513) + "']"),
                        "groups.0.members.0",
                        "groups[0].members[0]",
                        "must not be longer than 512 bytes"),
                broken("{'groups':[{'_id':7,'name':'a'}]}", "groups.0._id", "groups[0]._id", "must be a string"),
                broken(
                        "{'roles':[{'_id':'r','name':'a'},{'_id':'r','name':'b'}]}",
                        "roles.1._id",
                        "roles[1]._id",
                        "is a duplicate"),
                broken("{'permissions':[{'_id':'p'}]}", "permissions.0.name", "permissions[0].name", "is required"),
                broken(
                        "{'permissions':[{'_id':'p','name':7}]}",
                        "permissions.0.name",
                        "permissions[0].name",
                        "must be a string"),
                broken("{'groups':[{'_id':'g','name':null}]}", "groups.0.name", "groups[0].name", "must be a string"),
                broken(group("'description':[]"), "groups.0.description", "groups[0].description", "must be a string"),
                broken(group("'members':'u'"), "groups.0.members", "groups[0].members", "must be an array"),
                broken(group("'nested':null"), "groups.0.nested", "groups[0].nested", "must be an array"),
                broken(group("'members':['u',1]"), "groups.0.members.1", "groups[0].members[1]", "must be a string"),
                broken(
                        group("'mappings':[{'_id':'m','groupName':'x'}]"),
                        "groups.0.mappings.0.connectionName",
                        "groups[0].mappings[0].connectionName",
                        "is required"),
                broken(
                        group("'mappings':['m']"),
                        "groups.0.mappings.0",
                        "groups[0].mappings[0]",
                        "must be of type object"),
                unstorable("{'groups':[{'_id':'g','name':'a\\u0000'}]}", "groups.0.name", "groups[0].name"),
                unstorable("{'groups':[{'_id':'g','name':'\\ud800'}]}", "groups.0.name", "groups[0].name"),
                unstorable(group("'members':['\\udc00\\ud800']"), "groups.0.members.0", "groups[0].members[0]"),
                broken("{'configuration':[{}]}", "configuration.0._id", "configuration[0]._id", "is required"),
                broken(
                        "{'configuration':[{'_id':'v2'}]}",
                        "configuration.0._id",
                        "configuration[0]._id",
                        "must be [v1]"),
                broken(
                        "{'configuration':[{'_id':'v1'},{'_id':'v1'}]}",
                        "configuration.1._id",
                        "configuration[1]._id",
                        "is a duplicate"),
                broken(
                        "{'configuration':[{'_id':'v1','a/b':true}]}",
                        "configuration.0.a/b",
                        "configuration[0].a/b",
                        "is not allowed"),
                broken(
                        "{'configuration':[{'_id':'v1','persistRoles':1}]}",
                        "configuration.0.persistRoles",
                        "configuration[0].persistRoles",
                        "must be a boolean"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"groups\":[",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\"},]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\"} {}]}",
                "{\"groups\":[]}}",
                "{\"groups\":[]} {}",
                "{\"groups\":[]} x",
                "{groups:[]}",
                "{\"groups\":[],\"groups\":[]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"name\":\"m\"}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\u0000\"}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":NaN}]}",
                "{\"\\ud800\":[]}",
                "{\"configuration\":[{\"_id\":\"v1\",\"\\udfff\":true}]}",
                "plain text"
            })
    void refusesWhatIsNoJson(String document) {
        assertIsNoJson(world.send("POST", IMPORT, document).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesWhatIsNestedTooDeep(String level) {
        assertIsNoJson(world.send("POST", IMPORT, "{\"groups\":[" + level.repeat(100_000))
                .body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00c3"})
    void refusesWhatIsNotUtf8(String bytes) throws IOException {
        var body = "{\"groups\":[{\"_id\":\"g\",\"name\":\"" + bytes + "\"}]}";

        assertIsNoJson(post("", body.length(), body).body());
    }

    @Test
    void refusesAtOnceWhatIsDeclaredToBeLongerThanTheLimit() throws IOException {
        var reply = post("Expect: 100-continue\r\n", (50L << 20) + 1, "");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body())
                .isEqualTo("{\"statusCode\":413,\"error\":\"Request Entity Too Large\","
                        + "\"message\":\"Payload content length greater than maximum allowed: 52428800\"}");
    }

    @Test
    void refusesAnEncodedBody() throws IOException {
        var reply = post("Content-Encoding: gzip\r\n", 2, "{}");

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.body())
                .isEqualTo("{\"statusCode\":415,\"error\":\"Unsupported Media Type\","
                        + "\"message\":\"Unsupported Media Type\"}");
    }

    private static RawClient.Reply post(String headers, long length, String body) throws IOException {
        return RawClient.ask(
                world.server().port(),
                "POST /authorization/api/configuration/import HTTP/1.1\r\nHost: auth.example.test\r\n"
                        + "Authorization: Bearer " + world.token() + "\r\n" + headers + "Content-Length: " + length
                        + "\r\n\r\n" + body);
    }

    private static void assertIsNoJson(String body) {
        assertThat(body)
                .isEqualTo("{\"statusCode\":400,\"error\":\"Bad Request\","
                        + "\"message\":\"Invalid request payload JSON format\"}");
    }

    private static String group(String member) {
        return "{'groups':[{'_id':'g','name':'n'," + member + "}]}";
    }

    private static Arguments broken(String document, String key, String label, String rule) {
        return Arguments.of(document.replace('\'', '"'), key, "\\\"" + label + "\\\" " + rule);
    }

    private static Arguments unstorable(String document, String key, String label) {
        return broken(document, key, label, "must not hold NUL or half a surrogate pair");
    }
}
