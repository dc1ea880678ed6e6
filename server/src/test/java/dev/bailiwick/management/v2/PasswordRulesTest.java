package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of passwords that a connection does not take, in the words that users of Auth0 quote. */
@EachEngine
class PasswordRulesTest {

    private static final String ANN = "/users/auth0%7Cann";
    private static final String GOOD = "Correct-Horse-1";
    private static final String WEAK = said("PasswordStrengthError: Password is too weak");
    private static final String COMMON = said("PasswordDictionaryError: Password is too common");
    private static final String PERSONAL = said("PasswordNoUserInfoError: Password contains user information");
    private static final String USED = said("PasswordHistoryError: Password has previously been used");

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    PasswordRulesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("PW-03: what a connection does not take is refused alike when a user is made and when it is changed")
    void refusesInTheSameWordsWhereverAPasswordIsSet() {
        connection(
                "\"passwordPolicy\":\"low\",\"password_dictionary\":{\"enable\":true,\"dictionary\":[\"acme-acme\"]},"
                        + "\"password_no_personal_info\":{\"enable\":true}");

        assertThat(create("short").body()).isEqualTo(WEAK);
        assertThat(create("letmein").body()).isEqualTo(COMMON);
        assertThat(create("ACME-acme").body()).isEqualTo(COMMON);
        assertThat(create("ann.smith-9").body()).isEqualTo(PERSONAL);
        assertThat(api.get(ANN).statusCode()).isEqualTo(404);
        assertThat(create(GOOD).statusCode()).isEqualTo(201);
        assertThat(change("short").body()).isEqualTo(WEAK);
        assertThat(change("letmein").body()).isEqualTo(COMMON);
        assertThat(change("my-smith-9").body()).isEqualTo(PERSONAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"password_history\":{\"enable\":true,\"size\":25}|Value 25 is greater than maximum 24|password_history.size",
                "\"password_history\":{\"enable\":true,\"size\":-1}|Value -1 is less than minimum 0|password_history.size",
                "\"password_history\":{\"size\":5}|Missing required property: enable|password_history",
                "\"password_complexity_options\":{\"min_length\":129}|Value 129 is greater than maximum 128|password_complexity_options.min_length",
                "\"password_complexity_options\":{\"min_length\":0}|Value 0 is less than minimum 1|password_complexity_options.min_length",
                "\"password_dictionary\":{\"dictionary\":[]}|Missing required property: enable|password_dictionary",
                "\"password_dictionary\":{\"enable\":1}|Expected type boolean but found type integer|password_dictionary.enable",
                "\"password_no_personal_info\":{\"enable\":true,\"x\":1}|Additional properties not allowed: x|password_no_personal_info",
                "\"password_options\":{\"complexity\":{\"min_length\":73}}|Value 73 is greater than maximum 72|password_options.complexity.min_length",
                "\"password_options\":{\"complexity\":{\"character_types\":[\"x\"]}}|Invalid value \"x\"|password_options.complexity.character_types[0]",
                "\"password_options\":{\"history\":{\"size\":0}}|Value 0 is less than minimum 1|password_options.history.size",
                "\"password_options\":{\"dictionary\":{\"default\":\"de\"}}|Invalid value \"de\"|password_options.dictionary.default",
                "\"password_options\":{\"profile_data\":{\"active\":\"x\"}}|Expected type boolean but found type string|password_options.profile_data.active",
                "\"password_options\":{\"min_length\":8}|Additional properties not allowed: min_length|password_options"
            })
    void refusesRulesThatNoConnectionCanHave(String options, String rule, String place) {
        connection("\"passwordPolicy\":\"low\"");
        var id = json(api.get("/connections?name=users")).get(0).get("id").asString();
        var message = "Payload validation error: '" + rule + "' on property options." + place;

        var made =
                api.post("/connections", "{\"name\":\"others\",\"strategy\":\"auth0\",\"options\":{" + options + "}}");
        var changed = api.patch("/connections/" + id, "{\"options\":{" + options + "}}");

        Desk.refused(made, 400, message + ".");
        Desk.refused(changed, 400, message + ".");
        assertThat(json(api.get("/connections?name=users"))
                        .get(0)
                        .get("options")
                        .get("passwordPolicy")
                        .asString())
                .isEqualTo("low");
    }

    @Test
    void takesEveryRuleThatThereIs() {
        connection("""
                "password_history":{"enable":true,"size":24},"password_complexity_options":{"min_length":128},\
                "password_dictionary":{"enable":true,"dictionary":["acme"]},"password_no_personal_info":{"enable":false},\
                "password_options":{"complexity":{"min_length":72,"character_types":["uppercase","lowercase","number","special"],\
                "character_type_rule":"three_of_four","identical_characters":"block","sequential_characters":"allow",\
                "max_length_exceeded":"error"},"dictionary":{"active":true,"default":"en_100k","custom":["acme"]},\
                "history":{"active":true,"size":24},"profile_data":{"active":true,"blocked_fields":["name"]}}""");
        connections("nulls", """
                "password_history":null,"password_complexity_options":null,"password_dictionary":null,\
                "password_no_personal_info":null""");
    }

    @Test
    void remembersPasswordsWhereTheConnectionAsksForIt() {
        connection("\"password_history\":{\"enable\":true,\"size\":2}");
        create(GOOD);

        assertThat(change(GOOD).body()).isEqualTo(USED);
        assertThat(change(GOOD + "2").statusCode()).isEqualTo(200);
        assertThat(change(GOOD).body()).isEqualTo(USED);
        assertThat(change(GOOD + "3").statusCode()).isEqualTo(200);
        assertThat(change(GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAPasswordAgainWhereNobodyAsks() {
        connection("\"passwordPolicy\":\"none\"");
        create(GOOD);

        assertThat(change(GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("MG-05: no answer and no entry of the log holds a password or its hash, and no search finds by one")
    void tellsNobody() {
        connection("\"passwordPolicy\":\"none\"");
        create(GOOD);
        change(GOOD + "2");

        var told = api.get(ANN).body()
                + api.get(ANN + "?fields=password,password_hash").body()
                + api.get("/logs").body();
        assertThat(told).doesNotContain(GOOD, "argon2", "$m=");
        List<String> hashes = database.read(
                tx -> tx.list("SELECT hash FROM user_password", _ -> {}, (row, _) -> row.getString("hash")));
        assertThat(hashes).singleElement().asString().startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    private void connection(String options) {
        connections("users", options);
    }

    private void connections(String name, String options) {
        var made = api.post(
                "/connections",
                "{\"name\":\"" + name + "\",\"strategy\":\"auth0\",\"options\":{" + options
                        + "},\"enabled_clients\":[\"" + TestBailiwick.CLIENT + "\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private HttpResponse<String> create(String password) {
        return api.post(
                "/users",
                "{\"connection\":\"users\",\"user_id\":\"ann\",\"email\":\"ann.smith@example.test\",\"password\":\""
                        + password + "\"}");
    }

    private HttpResponse<String> change(String password) {
        return api.patch(ANN, "{\"password\":\"" + password + "\"}");
    }

    private static String said(String message) {
        return refusal(400, "Bad Request", message, "");
    }
}
