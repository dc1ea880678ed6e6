package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Again;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class AuthenticationMethodsTest {

    private static final String METHODS = "/users/auth0%7C1/authentication-methods";
    private static final String OTHERS = "/users/auth0%7C2/authentication-methods";
    private static final String NOBODYS = "/users/auth0%7Cnone/authentication-methods";
    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");
    private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static final String PHONE = """
            {"type":"phone","name":"Mine","phone_number":"+15550100","preferred_authentication_method":"sms"}""";
    private static final String EMAIL = "{\"type\":\"email\",\"email\":\"a@example.test\"}";
    private static final String EMAIL_AT =
            "{\"type\":\"email\",\"email\":\"b@example.test\",\"relying_party_identifier\":\"identifier\"}";
    private static final String TOTP = "{\"type\":\"totp\",\"totp_secret\":\"" + SECRET + "\"}";
    private static final String KEY = """
            {"type":"webauthn-roaming","key_id":"a-b_c","public_key":"pQECAyYgASFY==",
            "relying_party_identifier":"example.test"}""";
    private static final String PASSKEY = """
            {"type":"passkey","name":"Laptop","key_id":"a-b_c","public_key":"pQECAyYgASFY","user_agent":"x",
            "aaguid":"d548826e-79b4-db40-a3d8-11116f7e8349","credential_device_type":"multi_device",
            "credential_backed_up":true,"identity_user_id":"1","user_handle":"h","transports":["internal"]}""";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    AuthenticationMethodsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @BeforeEach
    void bringUsersIn() {
        server.bringIn("{\"user_id\":\"auth0|1\"}", "{\"user_id\":\"auth0|2\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var created = api.post(METHODS, PHONE);
        var method = path(created);

        Golden.of("post_authentication-methods").holds(created);
        Golden.of("get_authentication-methods_by_authentication_method_id").holds(api.get(method));
        Golden.of("patch_authentication-methods_by_authentication_method_id")
                .holds(api.patch(method, "{\"name\":\"Ours\"}"));
        for (var other : List.of(EMAIL, TOTP, KEY)) {
            assertThat(api.post(METHODS, other).statusCode()).as(other).isEqualTo(201);
        }
        assertThat(api.post(METHODS, EMAIL_AT).statusCode()).isEqualTo(201);
        var passkey = path(api.post(METHODS, PASSKEY));
        Golden.of("get_authentication-methods").holds(api.get(METHODS + "?include_totals=true"));
        Golden.of("delete_authentication-methods_by_authentication_method_id").holds(api.delete(method));
        assertThat(api.delete(passkey).statusCode()).isEqualTo(204);
        Golden.of("put_authentication-methods").holds(api.send("PUT", METHODS, "[" + PHONE + "," + EMAIL + "]"));
        Golden.of("delete_authentication-methods").holds(api.delete(METHODS));
        assertThat(api.get(METHODS).body()).isEqualTo("[]");
    }

    @Test
    void namesADeviceTheSameInAllItsWays() {
        var id = json(api.post(METHODS, PHONE)).get("id").asString();
        api.post(OTHERS, PHONE.replace(",\"preferred_authentication_method\":\"sms\"", ""));

        assertThat(id).matches("phone\\|dev_[A-Za-z0-9]{16}");
        assertThat(json(api.get(METHODS)).at("/0/authentication_methods").toString())
                .isEqualTo("[{\"type\":\"sms\",\"id\":\"sms|%s\"}]".formatted(id.substring("phone|".length())));
        var free = json(api.get(OTHERS)).get(0);
        assertThat(free.get("authentication_methods").toString())
                .isEqualTo("[{\"type\":\"sms\",\"id\":\"sms|%1$s\"},{\"type\":\"voice\",\"id\":\"voice|%1$s\"}]"
                        .formatted(free.get("id").asString().substring("phone|".length())));
    }

    @Test
    void tellsNumbersAndAddressesInPartWhereTheTenantWantsIt() {
        var whole = "{\"type\":\"phone\",\"name\":\"p\",\"phone_number\":\"+44207183875044\"}";
        var address = "{\"type\":\"email\",\"name\":\"e\",\"email\":\"%s@example.com\"}";
        api.post(METHODS, whole);
        assertThat(api.get(METHODS).body()).contains("\"phone_number\":\"+44207183875044\"");

        api.patch("/tenants/settings", "{\"flags\":{\"disable_management_api_sms_obfuscation\":false}}");

        assertThat(api.get(METHODS).body()).contains("\"phone_number\":\"XXXXXXXXXXX5044\"");
        assertThat(api.get("/users/auth0%7C1/enrollments").body())
                .contains("\"phone_number\":\"XXXXXXXXXXX5044\"")
                .doesNotContain("207183875");
        var made = api.post(METHODS, address.formatted("chuck334"));
        assertThat(json(made).get("email").asString()).isEqualTo("chuc****@exam*******");
        assertThat(json(api.get(path(made))).get("email").asString()).isEqualTo("chuc****@exam*******");
        assertThat(json(api.patch(path(made), "{\"name\":\"f\"}")).get("email").asString())
                .isEqualTo("chuc****@exam*******");
        assertThat(json(api.post(METHODS, address.formatted("foo")))
                        .get("email")
                        .asString())
                .isEqualTo("****@exam*******");
        assertThat(api.send("PUT", METHODS, "[" + whole + "," + address.formatted("foo") + "]")
                        .body())
                .contains("\"+44207183875044\"", "\"foo@example.com\"");
    }

    @Test
    void keepsWhatWasGivenAndListsItInTheOrderOfItsCreation() {
        for (var each : List.of(PASSKEY, KEY, EMAIL, PHONE)) {
            api.post(METHODS, each);
        }

        var list = json(api.get(METHODS));

        assertThat(list.values().stream().map(each -> each.get("type").asString()))
                .containsExactly("passkey", "webauthn-roaming", "email", "phone");
        assertThat(list.get(0).get("transports").toString()).isEqualTo("[\"internal\"]");
        assertThat(list.get(0).get("credential_backed_up").asBoolean()).isTrue();
        assertThat(list.get(1).get("relying_party_identifier").asString()).isEqualTo("example.test");
        assertThat(json(api.get(METHODS + "?page=1&per_page=3"))).hasSize(1);
        assertThat(json(api.get(METHODS + "?page=2&per_page=3"))).isEmpty();
        assertThat(json(api.get(METHODS + "?page=2&per_page=3&include_totals=true"))
                        .get("total")
                        .asInt())
                .isEqualTo(4);
        assertThat(api.get(METHODS + "?per_page=101").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsASecretToNobodyAndKeepsItSealed() {
        var created = api.post(METHODS, TOTP);
        var replaced = api.send("PUT", OTHERS, "[" + TOTP + "]");

        assertThat(created.body()).doesNotContain(SECRET, "secret");
        assertThat(replaced.body()).doesNotContain(SECRET, "secret");
        assertThat(api.get(path(created)).body()).doesNotContain(SECRET, "secret");
        assertThat(api.get("/logs").body()).contains("authentication method").doesNotContain(SECRET);
        assertThat(stored("settings || secret")).hasSize(2).noneMatch(text -> text.contains(SECRET));
        assertThat(stored("secret")).doesNotHaveDuplicates().noneMatch(String::isEmpty);
    }

    @Test
    void refusesWhatTheUserHasAlready() {
        var taken = refusal(409, "Conflict", "Authentication method already exists.", "");
        for (var each : List.of(PHONE, EMAIL, KEY, PASSKEY)) {
            assertThat(api.post(METHODS, each).statusCode()).as(each).isEqualTo(201);
            assertThat(api.post(METHODS, each).body()).isEqualTo(taken);
        }
        assertThat(api.post(METHODS, EMAIL.replace("a@", "A@")).body()).isEqualTo(taken);
        assertThat(api.send("PUT", OTHERS, "[" + EMAIL + "," + PHONE + "," + EMAIL + "]")
                        .body())
                .isEqualTo(taken);
        assertThat(json(api.get(METHODS))).as("all that was there").hasSize(4);
        assertThat(api.post(OTHERS, PHONE).statusCode()).as("of another user").isEqualTo(201);
    }

    @Test
    void takesNoPasskeyAwayThatIsNotMeantByItself() {
        var refused = refusal(
                403, "Forbidden", "Operation not permitted when the user has registered at least 1 passkey", "");
        var passkey = path(api.post(METHODS, PASSKEY));
        api.post(METHODS, TOTP);

        assertThat(api.send("PUT", METHODS, "[" + PHONE + "]").body()).isEqualTo(refused);
        assertThat(api.delete(METHODS).body()).isEqualTo(refused);
        assertThat(json(api.get(METHODS))).hasSize(2);
        assertThat(api.delete("/users/auth0%7C1/authenticators").statusCode()).isEqualTo(204);
        assertThat(json(api.get(METHODS))).hasSize(1);
        assertThat(api.delete(passkey).statusCode()).isEqualTo(204);
        assertThat(api.send("PUT", METHODS, "[" + PHONE + "]").statusCode()).isEqualTo(200);
        assertThat(api.delete(METHODS).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesThe21stOfAType() {
        var limit = refusal(
                403, "Forbidden", "You reached the limit of entities of this type for this user.", "too_many_entities");
        var twenty = IntStream.range(0, 20).mapToObj(n -> TOTP).toList();

        assertThat(api.send("PUT", METHODS, twenty.toString()).statusCode()).isEqualTo(200);
        assertThat(api.post(METHODS, TOTP).body()).isEqualTo(limit);
        assertThat(api.post(METHODS, EMAIL).statusCode()).isEqualTo(201);
        var more = new ArrayList<>(twenty);
        more.add(TOTP);
        assertThat(api.send("PUT", METHODS, more.toString()).body()).isEqualTo(limit);
        assertThat(api.send("PUT", METHODS.replace("%7C", "%7Cno"), more.toString())
                        .body())
                .as("before anybody is looked for")
                .isEqualTo(limit);
        assertThat(json(api.get(METHODS))).hasSize(21);
    }

    @Test
    void refusesWhatNoAuthenticationMethodIs() {
        assertThat(api.post(METHODS, "{\"type\":\"phone\"}").body())
                .isEqualTo(invalid("'Missing required property: phone_number'"));
        assertThat(api.post(METHODS, "{\"type\":\"email\",\"email\":\"a@example.test\",\"totp_secret\":\"A\"}")
                        .body())
                .isEqualTo(invalid("'Additional properties not allowed: totp_secret'"));
        assertThat(api.post(METHODS, "{\"type\":\"push\"}").body())
                .isEqualTo(invalid("'Invalid value \"push\"' on property type"));
        assertThat(api.send("PUT", METHODS, "[" + PHONE + "," + KEY + "]").body())
                .isEqualTo(invalid("'Invalid value \"webauthn-roaming\"' on property [1].type"));
        for (var body : List.of(
                "{}",
                "{\"type\":\"totp\",\"totp_secret\":\"no base 32\"}",
                "{\"type\":\"email\",\"email\":\"nobody\"}",
                "{\"type\":\"phone\",\"phone_number\":\"1\"}",
                PHONE.replace("sms", "fax"),
                KEY.replace("a-b_c", "ä"),
                KEY.replace("a-b_c", "a".repeat(1_365)),
                KEY.replace("example.test", "no host"),
                PASSKEY.replace("multi_device", "two"),
                PASSKEY.replace("d548826e", "x"),
                PASSKEY.replace("[\"internal\"]", "\"internal\""),
                PASSKEY.replace("Laptop", "n".repeat(66_000)),
                "[" + PHONE + "]")) {
            assertThat(api.post(METHODS, body).statusCode()).as(body).isEqualTo(400);
        }
        for (var body : List.of(PHONE, "[{}]", "[1]", "[" + PHONE.replace("Mine", "") + "]", "null")) {
            assertThat(api.send("PUT", METHODS, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(api.get(METHODS).body()).isEqualTo("[]");
    }

    @Test
    void changesTheNameAndThePreferenceOfAPhoneAlone() {
        var phone = path(api.post(METHODS, PHONE));
        var email = path(api.post(METHODS, EMAIL));

        var changed = json(api.patch(phone, "{\"preferred_authentication_method\":\"voice\"}"));

        assertThat(changed.get("preferred_authentication_method").asString()).isEqualTo("voice");
        assertThat(changed.get("name").asString()).isEqualTo("Mine");
        assertThat(json(api.patch(email, "{\"name\":\"Home\"}")).get("name").asString())
                .isEqualTo("Home");
        assertThat(api.patch(email, "{\"preferred_authentication_method\":\"voice\"}")
                        .body())
                .isEqualTo(invalid("'is for phones alone' on property preferred_authentication_method"));
        assertThat(api.patch(email, "{\"email\":\"b@example.test\"}").body())
                .isEqualTo(invalid("'Additional properties not allowed: email'"));
        assertThat(api.patch(email, "{}").statusCode()).isEqualTo(200);
        assertThat(api.patch(email, "{\"name\":\"" + "n".repeat(66_000) + "\"}").statusCode())
                .as("longer than any name")
                .isEqualTo(400);
        assertThat(json(api.get("/logs?q=description:%22Update+an+authentication+method%22")))
                .hasSize(2);
    }

    @Test
    void answersOfNobodyAndOfWhatIsNotThere() {
        var method = path(api.post(METHODS, PHONE)).substring(METHODS.length());
        var noMethod = refusal(404, "Not Found", "The authentication method could not be found.", "");

        assertThat(api.get(NOBODYS).body()).isEqualTo(NO_USER);
        assertThat(api.post(NOBODYS, PHONE).body()).isEqualTo(NO_USER);
        assertThat(api.send("PUT", NOBODYS, "[]").body()).isEqualTo(NO_USER);
        assertThat(api.get(NOBODYS + method).body()).isEqualTo(NO_USER);
        assertThat(api.patch(NOBODYS + method, "{}").body()).isEqualTo(NO_USER);
        assertThat(api.delete(NOBODYS + method).body()).isEqualTo(NO_USER);
        assertThat(api.delete(NOBODYS).statusCode()).isEqualTo(204);
        assertThat(api.get(OTHERS + method).body()).isEqualTo(noMethod);
        assertThat(api.patch(OTHERS + method, "{}").body()).isEqualTo(noMethod);
        assertThat(api.delete(OTHERS + method).body()).isEqualTo(noMethod);
        assertThat(json(api.get(METHODS))).hasSize(1);
    }

    @Test
    void leavesOneWholeSetWhenManyReplaceAllAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 20)
                    .mapToObj(n -> (Callable<HttpResponse<String>>)
                            () -> Again.untilAnswered(() -> api.send("PUT", METHODS, set(n))))
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            }
        }

        var names = json(api.get(METHODS)).values().stream()
                .map(each -> each.get("name").asString())
                .toList();
        assertThat(names).hasSize(3);
        assertThat(names).containsOnly(names.getFirst());
    }

    @Test
    void goesWithTheUser() {
        api.send("PUT", METHODS, "[" + PHONE + "," + TOTP + "]");
        api.post(OTHERS, PHONE);

        api.delete("/users/auth0%7C1");
        assertThat(stored("user_id")).containsExactly("auth0|2");
        server.bringIn("{\"user_id\":\"auth0|1\"}");

        assertThat(api.get(METHODS).body()).isEqualTo("[]");
        assertThat(json(api.get(OTHERS))).hasSize(1);
    }

    private static String set(int n) {
        return "[{\"type\":\"phone\",\"name\":\"s%1$d\",\"phone_number\":\"+1%1$d\"},{\"type\":\"email\",\"name\":\"s%1$d\","
                        .formatted(n)
                + "\"email\":\"a@example.test\"},{\"type\":\"totp\",\"name\":\"s%d\",\"totp_secret\":\"%s\"}]"
                        .formatted(n, SECRET);
    }

    private List<String> stored(String column) {
        return database.read(tx -> tx.list(
                "SELECT " + column + " AS stored FROM authentication_method",
                _ -> {},
                (row, _) -> row.getString("stored")));
    }

    private static String path(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return METHODS + "/" + json(created).get("id").asString().replace("|", "%7C");
    }

    private static String invalid(String what) {
        return refusal(400, "Bad Request", "Payload validation error: " + what + ".", "invalid_body");
    }
}
