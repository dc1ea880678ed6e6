package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users are asked for beside their passwords. */
@EachEngine
class MultifactorTest {

    private static final String USER = "/users/auth0%7C1";
    private static final String NOBODY = "/users/auth0%7Cnone";
    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");
    private static final String PHONE = "{\"type\":\"phone\",\"name\":\"Mine\",\"phone_number\":\"+15550100\"}";
    private static final String TOTP = "{\"type\":\"totp\",\"totp_secret\":\"JBSWY3DPEHPK3PXP\"}";
    private static final String PASSKEY = "{\"type\":\"passkey\",\"key_id\":\"a\",\"public_key\":\"b\"}";
    private static final String CODES = "SELECT secret FROM authentication_method WHERE type = 'recovery-code'";
    private static final String CLEAR = "{\"connection\":\"c\",\"assessors\":[\"new-device\"]}";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    MultifactorTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @BeforeEach
    void bringUserIn() {
        server.bringIn("{\"user_id\":\"auth0|1\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        add(PHONE);

        Golden.of("get_enrollments").holds(api.get(USER + "/enrollments"));
        Golden.of("post_recovery-code-regeneration").holds(api.post(USER + "/recovery-code-regeneration", ""));
        Golden.of("delete_multifactor_by_provider").holds(api.delete(USER + "/multifactor/duo"));
        Golden.of("post_invalidate-remember-browser")
                .holds(api.post(USER + "/multifactor/actions/invalidate-remember-browser", ""));
        Golden.of("post_clear_assessors").holds(api.post(USER + "/risk-assessments/clear", CLEAR));
        Golden.of("delete_authenticators").holds(api.delete(USER + "/authenticators"));
        assertThat(api.get(USER + "/enrollments").body()).isEqualTo("[]");
    }

    @Test
    void showsTheFirstFactorAsTheEnrollment() {
        assertThat(api.get(USER + "/enrollments").body()).isEqualTo("[]");
        add(PASSKEY);
        assertThat(api.get(USER + "/enrollments").body()).as("no factor").isEqualTo("[]");
        add(TOTP);
        add(PHONE);

        var enrollments = json(api.get(USER + "/enrollments"));

        assertThat(enrollments).hasSize(1);
        assertThat(enrollments.at("/0/auth_method").asString()).isEqualTo("authenticator");
        assertThat(enrollments.at("/0/id").asString()).startsWith("totp|dev_");
    }

    @Test
    void showsEnrollmentsToNoClientThatMayReadTheUserOfItsTokenAlone() {
        var own = new Management(server, server.managementToken("read:current_user"));

        assertThat(own.get(USER + "/enrollments").body())
                .isEqualTo(
                        refusal(403, "Forbidden", "User to be acted on does not match subject in bearer token.", ""));
        assertThat(own.get(NOBODY + "/enrollments").statusCode()).isEqualTo(403);
    }

    @Test
    void renewsTheRecoveryCodeAndKeepsItsDigestAlone() {
        add(TOTP);

        var first = code();
        assertThat(first).matches("[A-Z0-9]{24}");
        assertThat(stored()).containsExactly(new Secret(first).digest());
        var second = code();

        assertThat(stored()).containsExactly(new Secret(second).digest());
        assertThat(second).isNotEqualTo(first);
        var listed = json(api.get(USER + "/authentication-methods"));
        assertThat(listed).hasSize(2);
        assertThat(listed.at("/1/type").asString()).isEqualTo("recovery-code");
        assertThat(listed.toString()).doesNotContain(second, new Secret(second).digest());
        assertThat(api.get("/logs?q=description:%22Generate+New+Multi-factor+Authentication+%28MFA%29+Recovery+Code%22")
                        .body())
                .contains("recovery-code|dev_")
                .doesNotContain(first, second, new Secret(second).digest());
    }

    @Test
    void givesARecoveryCodeToWhomHasNothingToRecoverYet() {
        var code = code();

        assertThat(stored()).containsExactly(new Secret(code).digest());
        assertThat(api.get(USER + "/enrollments").body()).isEqualTo("[]");
    }

    @Test
    void removesAuthenticatorsAndLeavesPasskeys() {
        add(PASSKEY);
        add(TOTP);
        add(PHONE);
        code();

        assertThat(api.delete(USER + "/authenticators").statusCode()).isEqualTo(204);

        assertThat(types()).containsExactly("passkey");
    }

    @Test
    void removesWhatAProviderKnows() {
        add(TOTP);
        add(PHONE);

        assertThat(api.delete(USER + "/multifactor/duo").statusCode()).isEqualTo(204);
        assertThat(types()).containsExactly("totp", "phone");
        assertThat(api.delete(USER + "/multifactor/google-authenticator").statusCode())
                .isEqualTo(204);
        assertThat(types()).containsExactly("phone");
        assertThat(api.delete(USER + "/multifactor/guardian").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Path validation error: 'Invalid value \"guardian\"' on property provider.",
                        "invalid_uri"));
    }

    @Test
    void refusesAssessorsThatThereAreNot() {
        for (var body : List.of(
                "",
                "{}",
                "{\"connection\":\"c\",\"assessors\":[]}",
                CLEAR.replace("new-device", "other"),
                CLEAR.replace("\"c\"", "\"-\""),
                CLEAR.replace("}", ",\"x\":1}"))) {
            assertThat(api.post(USER + "/risk-assessments/clear", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void answersOfNobodyAsTheOriginal() {
        assertThat(api.get(NOBODY + "/enrollments").body()).isEqualTo(NO_USER);
        assertThat(api.post(NOBODY + "/recovery-code-regeneration", "").body()).isEqualTo(NO_USER);
        for (var provider : List.of("duo", "google-authenticator")) {
            assertThat(api.delete(NOBODY + "/multifactor/" + provider).body()).isEqualTo(NO_USER);
        }
        assertThat(api.delete(NOBODY + "/authenticators").statusCode()).isEqualTo(204);
        assertThat(api.post(NOBODY + "/multifactor/actions/invalidate-remember-browser", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.post(NOBODY + "/risk-assessments/clear", CLEAR).statusCode())
                .isEqualTo(204);
    }

    private void add(String method) {
        var added = api.post(USER + "/authentication-methods", method);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    }

    private String code() {
        return json(api.post(USER + "/recovery-code-regeneration", ""))
                .get("recovery_code")
                .asString();
    }

    private List<String> types() {
        return json(api.get(USER + "/authentication-methods")).values().stream()
                .map(each -> each.get("type").asString())
                .toList();
    }

    private List<String> stored() {
        return database.read(tx -> tx.list(CODES, _ -> {}, (row, _) -> row.getString("secret")));
    }
}
