package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.connection.strategy.EgressRules;
import dev.bailiwick.job.Job;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import dev.bailiwick.user.UserExport.Wanted;
import dev.bailiwick.user.UserImport.Rules;
import dev.bailiwick.web.Scratch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Jobs without a server, so that nobody does them before it is time. */
@EachEngine
class JobWorkTest {

    private static final Origin ORIGIN = Origin.command("test");
    private static final JsonObject NOTHING = JsonObject.of(Map.of());
    private static final String HASH = "$2b$10$nOUIs5kJ7naTuTFkBy1veuK0kSxUFXfuaOKdOKf9xYT0KKIGSJwFa";
    private static final String LOGIN = "\"last_login\":\"2026-01-01T00:00:00.000Z\",";
    private static final byte[] ANN = "[{\"email\":\"ann@example.test\"}]".getBytes(StandardCharsets.UTF_8);

    private final Database database;
    private final TenantId tenant;
    private final Features features;

    JobWorkTest(Database empty) {
        database = empty;
        tenant = TestTenants.addFurther(database, "acme");
        features = features(false);
    }

    @Test
    void takesTwoImportsOfATenantAtOnceAndNoThird() {
        var connection = connection();
        var first = features.jobs().importUsers(tenant, connection, NOTHING, ANN, ORIGIN);
        var second = features.jobs().importUsers(tenant, connection, NOTHING, ANN, ORIGIN);

        var refusal = catchThrowableOfType(
                ProblemException.class, () -> features.jobs().importUsers(tenant, connection, NOTHING, ANN, ORIGIN));
        assertThat(refusal.problem())
                .isEqualTo(
                        new Problem.TooManyJobs(
                                "There are 2 active import users jobs, please wait until some of them are finished and try again"));

        features.jobs().workers().keepLooking();
        assertThat(end(first).progress().inserted() + end(second).progress().inserted())
                .as("one user, whichever of the two was quicker")
                .isEqualTo(1);
        assertThat(features.jobs()
                        .importUsers(tenant, connection, NOTHING, ANN, ORIGIN)
                        .status())
                .isEqualTo(Status.PENDING);
        features.jobs().workers().close();
    }

    @Test
    void takesTenExportsOfATenantAtOnceAndNoEleventh() {
        for (int n = 0; n < 10; n++) {
            features.jobs().exportUsers(tenant, NOTHING, ORIGIN);
        }

        var refusal = catchThrowableOfType(
                ProblemException.class, () -> features.jobs().exportUsers(tenant, NOTHING, ORIGIN));
        assertThat(refusal.problem())
                .isEqualTo(
                        new Problem.TooManyJobs(
                                "There are 10 active export users jobs, please wait until some of them are finished and try again"));
        var other = TestTenants.addFurther(database, "other");
        assertThat(features.jobs().exportUsers(other, NOTHING, ORIGIN).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void doesWhatHasWaitedForLong() {
        var earlier = features(Clock.offset(Clock.systemUTC(), Duration.ofHours(-9)), false);
        var importing = earlier.jobs().importUsers(tenant, connection(), NOTHING, ANN, ORIGIN);
        var exporting = earlier.jobs().exportUsers(tenant, NOTHING, ORIGIN);

        features.jobs().workers().keepLooking();

        assertThat(end(importing).status()).isEqualTo(Status.COMPLETED);
        assertThat(end(exporting).status()).isEqualTo(Status.COMPLETED);
        features.jobs().workers().close();
    }

    @Test
    void saysThatTheConnectionIsGone() {
        var connection = connection();
        var importing = features.jobs().importUsers(tenant, connection, NOTHING, ANN, ORIGIN);
        var exporting = features.jobs().exportUsers(tenant, JsonObject.of(Map.of("connection_id", connection)), ORIGIN);
        var _ = features.connections().remove(tenant, connection, ORIGIN);

        features.jobs().workers().keepLooking();

        for (var job : List.of(importing, exporting)) {
            assertThat(end(job).status()).isEqualTo(Status.FAILED);
            assertThat(end(job).details()).isEqualTo("The connection does not exist.");
        }
        features.jobs().workers().close();
    }

    @Test
    void writesEverybodyOnceWhereverItIsInterrupted() throws IOException {
        int users = 900;
        for (int from = 0; from < users; from += 300) {
            var some = IntStream.range(from, from + 300)
                    .mapToObj(n -> JsonObject.ofWritten(
                            "{\"user_id\":\"ad|u" + n + "\",\"email\":\"u" + n + "@example.test\"}"))
                    .toList();
            features.directory().imports().take(tenant, some, new Rules(false, "c", false), ORIGIN);
        }
        var job = features.jobs()
                .exportUsers(
                        tenant, JsonObject.ofWritten("{\"fields\":[{\"name\":\"user_id\"}],\"limit\":850}"), ORIGIN);
        features.jobs().workers().keepLooking();
        Eventually.until(() -> features.jobs().get(tenant, job.id()).progress().chunks() > 0);
        features.jobs().workers().close();

        var others = features(false);
        others.jobs().workers().keepLooking();

        assertThat(end(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(written(job).lines())
                .containsExactlyElementsOf(IntStream.range(0, 850)
                        .mapToObj(n -> "{\"user_id\":\"ad|u" + n + "\"}")
                        .toList());
        others.jobs().workers().close();
    }

    @Test
    void writesHashesWhereTheOperatorAllowsIt() throws IOException {
        var user = JsonObject.ofWritten("{\"user_id\":\"auth0|u\",\"password_hash\":\"" + HASH + "\"}");
        features.directory().imports().take(tenant, List.of(user), new Rules(false, "c", false), ORIGIN);
        var allowing = features(true);

        var job = allowing.jobs().exportUsers(tenant, NOTHING, ORIGIN);
        allowing.jobs().workers().keepLooking();

        assertThat(end(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(written(job))
                .startsWith("{\"user_id\":\"auth0|u\",")
                .endsWith(",\"password_hash\":\"" + HASH + "\"}\n");
        allowing.jobs().workers().close();
    }

    @Test
    void endsAStepWhereItsTextIsLong() throws IOException {
        var text = "x".repeat(900_000);
        for (int n = 0; n < 12; n++) {
            bringIn("{\"user_id\":\"ad|u" + n + "\",\"user_metadata\":{\"t\":\"" + text + "\"}}");
        }

        var job = exported("{\"fields\":[{\"name\":\"user_id\"},{\"name\":\"user_metadata.t\"}]}");

        assertThat(job.progress().chunks()).as("five users and five and two").isEqualTo(3);
        assertThat(written(job)
                        .lines()
                        .map(line -> JsonObject.parse(line.getBytes(StandardCharsets.UTF_8))
                                .text("/user_id")
                                .orElseThrow()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 12).mapToObj(n -> "ad|u" + n).toList());
    }

    @Test
    void writesTokensOfProvidersForTheOperatorAlone() throws IOException {
        bringIn("{\"user_id\":\"google-oauth2|1\",\"identities\":[{\"provider\":\"google-oauth2\",\"user_id\":\"1\","
                + "\"connection\":\"g\",\"access_token\":\"spoken\",\"refresh_token\":\"kept\"}]}");

        assertThat(written(
                        exported("{\"fields\":[{\"name\":\"identities\"},{\"name\":\"identities[0].access_token\"}]}")))
                .contains("google-oauth2")
                .doesNotContain("spoken", "kept");
        var page = features.directory().exports().page(tenant, new Wanted(Optional.empty(), false, true), 0, 10);
        assertThat(page.getFirst().item().text("/identities/0/refresh_token")).contains("kept");
    }

    @Test
    void changesNobodyOfAnotherConnectionAndNobodyByTheAddressOfALinkedAccount() {
        var connection = connection();
        bringIn("{\"user_id\":\"auth0|a\",\"name\":\"A\",\"identities\":[" + account("a", "other") + "]}");
        bringIn("{\"user_id\":\"google-oauth2|1\",\"name\":\"G\",\"email\":\"g@example.test\",\"identities\":["
                + "{\"provider\":\"google-oauth2\",\"user_id\":\"1\",\"connection\":\"g\"},"
                + linked("b@example.test") + "]}");
        bringIn("{\"user_id\":\"auth0|c\",\"name\":\"C\",\"email\":\"c@example.test\",\"identities\":["
                + account("c", "db") + "," + linked("d@example.test") + "]}");
        var hash = "\"custom_password_hash\":{\"algorithm\":\"bcrypt\",\"hash\":{\"value\":\"" + HASH + "\"}}}";

        var job = imported(
                connection,
                "[{\"user_id\":\"a\",\"email\":\"a@example.test\",\"name\":\"X\"," + hash
                        + ",{\"email\":\"b@example.test\",\"name\":\"X\"," + hash
                        + ",{\"email\":\"d@example.test\",\"name\":\"X\"," + hash
                        + ",{\"email\":\"C@example.test\",\"name\":\"Carl\"}]");

        assertThat(job.progress().updated()).isEqualTo(1);
        assertThat(features.jobs().errors(tenant, job))
                .hasSize(3)
                .allSatisfy(error -> assertThat(error.text("/errors/0/code")).contains("CONFLICT"));
        assertThat(List.of(name("auth0|a"), name("google-oauth2|1"), name("auth0|c")))
                .containsExactly("A", "G", "Carl");
        assertThat(texts("SELECT identity AS text FROM user_password")).isEmpty();
    }

    @Test
    void givesACustomHashToThoseAloneWhoHaveNotUsedAnyYet() {
        var connection = connection();
        bringIn(of("fresh", "") + "," + custom("md5") + "}");
        bringIn(of("used", LOGIN) + "," + custom("md5") + "}");
        bringIn(of("without", LOGIN) + "}");

        var job = imported(
                connection,
                Stream.of("fresh", "used", "without")
                        .map(id -> "{\"email\":\"" + id
                                + "@example.test\",\"mfa_factors\":[{\"email\":{\"value\":\"m@example.test\"}}],"
                                + custom("sha1") + "}")
                        .collect(Collectors.joining(",", "[", "]")));

        assertThat(job.progress().updated()).isEqualTo(2);
        assertThat(features.jobs().errors(tenant, job))
                .singleElement()
                .satisfies(error -> assertThat(error.text("/user/email")).contains("used@example.test"));
        assertThat(texts("SELECT identity || ' ' || algorithm AS text FROM user_password ORDER BY identity"))
                .containsExactly("auth0|fresh sha1", "auth0|used md5", "auth0|without sha1");
        assertThat(texts("SELECT DISTINCT user_id AS text FROM authentication_method ORDER BY user_id"))
                .containsExactly("auth0|fresh", "auth0|without");
    }

    private static String of(String id, String login) {
        return "{\"user_id\":\"auth0|" + id + "\",\"email\":\"" + id + "@example.test\"," + login + "\"identities\":["
                + account(id, "db") + "]";
    }

    private static String custom(String algorithm) {
        return "\"custom_password_hash\":{\"algorithm\":\"" + algorithm + "\",\"hash\":{\"value\":\""
                + "ab".repeat(algorithm.equals("md5") ? 16 : 20) + "\",\"encoding\":\"hex\"}}";
    }

    @Test
    void keepsAddressesOfJobsInLowerCaseAndAuditsWhoCame() {
        var connection = connection(Map.of("requires_username", true));
        var ann = "[{\"user_id\":\"ann\",\"email\":\"Ann@Example.test\",\"username\":\"ANN\",\"password_hash\":\""
                + HASH + "\"}]";

        imported(connection, ann);
        imported(connection, ann);

        var user = features.directory().users().get(tenant, new UserId("auth0|ann"));
        assertThat(user.email()).contains("ann@example.test");
        assertThat(user.profile().text("/username")).contains("ann");
        assertThat(texts("SELECT after AS text FROM audit_log WHERE action = 'import' ORDER BY id").stream()
                        .map(JsonObject::ofWritten))
                .containsExactly(
                        JsonObject.ofWritten("{\"created\":[\"auth0|ann\"],\"updated\":[]}"),
                        JsonObject.ofWritten("{\"created\":[],\"updated\":[\"auth0|ann\"]}"));
    }

    private void bringIn(String user) {
        var taken = features.directory()
                .imports()
                .take(tenant, List.of(JsonObject.ofWritten(user)), new Rules(false, "c", false), ORIGIN);
        assertThat(taken.created()).as(taken.toString()).isEqualTo(1);
    }

    private Job imported(String connection, String file) {
        return done(features.jobs()
                .importUsers(
                        tenant,
                        connection,
                        JsonObject.of(Map.of("upsert", true)),
                        file.getBytes(StandardCharsets.UTF_8),
                        ORIGIN));
    }

    private Job exported(String settings) {
        return done(features.jobs().exportUsers(tenant, JsonObject.ofWritten(settings), ORIGIN));
    }

    private Job done(Job job) {
        var others = features(false);
        others.jobs().workers().keepLooking();
        var end = end(job);
        others.jobs().workers().close();
        assertThat(end.status()).isEqualTo(Status.COMPLETED);
        return end;
    }

    private String name(String id) {
        return features.directory().users().get(tenant, new UserId(id)).name().orElseThrow();
    }

    @Test
    void keepsNoKeyAndNoSecretOfAFileInTheClear() throws IOException {
        var key = "key-of-all-hashes";
        var secret = "JBSWY3DPEHPK3PXP";
        var hash =
                "{\"algorithm\":\"hmac\",\"hash\":{\"value\":\"750c783e6ab0b503eaa86e310a5db738\",\"encoding\":\"hex\","
                        + "\"digest\":\"md5\",\"key\":{\"value\":\"" + key + "\"}}}";
        var file = "[{\"user_id\":\"u\",\"email\":\"ü@example.test\",\"app_metadata\":{\"long\":\"" + "ü".repeat(50_000)
                + "\"},\"mfa_factors\":[{\"totp\":{\"secret\":\"" + secret + "\"}}],\"custom_password_hash\":" + hash
                + "}]";
        var allowing = features(true);

        var job = allowing.jobs()
                .importUsers(tenant, connection(), NOTHING, file.getBytes(StandardCharsets.UTF_8), ORIGIN);

        var waiting = database.read(tx -> tx.list(
                "SELECT content FROM job_content ORDER BY number", _ -> {}, (row, _) -> row.getBytes("content")));
        assertThat(waiting)
                .hasSize(2)
                .extracting(piece -> new String(piece, StandardCharsets.UTF_8))
                .noneMatch(piece -> piece.contains(key) || piece.contains(secret) || piece.contains("example.test"));
        allowing.jobs().workers().keepLooking();
        assertThat(end(job).progress().inserted()).isEqualTo(1);
        assertThat(texts("SELECT hash AS text FROM user_password"))
                .singleElement()
                .asString()
                .doesNotContain(key, "750c783e");
        var exported = allowing.jobs().exportUsers(tenant, NOTHING, ORIGIN);
        assertThat(written(exported)).contains(hash);
        allowing.jobs().workers().close();
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }

    private static String account(String id, String connection) {
        return "{\"provider\":\"auth0\",\"user_id\":\"" + id + "\",\"connection\":\"" + connection + "\"}";
    }

    private static String linked(String email) {
        return "{\"provider\":\"auth0\",\"user_id\":\"of-" + email
                + "\",\"connection\":\"db\",\"profileData\":{\"email\":\"" + email + "\"}}";
    }

    private Features features(boolean exportsHashes) {
        return features(Clock.systemUTC(), exportsHashes);
    }

    private Features features(Clock clock, boolean exportsHashes) {
        return Features.over(
                new Storage(database, new SecretBox(new byte[32]), new Scratch(Path.of("target")), null),
                clock,
                Signatures.ofJdk(),
                TestKeyPairs.inTurn(),
                EgressRules.PUBLIC,
                exportsHashes);
    }

    private String connection() {
        return connection(Map.of());
    }

    private String connection(Map<String, ?> options) {
        var client = features.clientRegistration()
                .add(tenant, JsonObject.of(Map.of("name", "c")), List.of(), ORIGIN)
                .id()
                .value();
        var asked = Map.of("name", "db", "strategy", "auth0", "enabled_clients", List.of(client), "options", options);
        return features.connections()
                .create(tenant, JsonObject.of(asked), ORIGIN)
                .id();
    }

    private Job end(Job job) {
        Eventually.until(() -> switch (features.jobs().get(tenant, job.id()).status()) {
            case PENDING, PROCESSING -> false;
            case COMPLETED, FAILED -> true;
        });
        return features.jobs().get(tenant, job.id());
    }

    private String written(Job job) throws IOException {
        var file = new ByteArrayOutputStream();
        features.jobs().write(tenant, end(job), file);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(file.toByteArray()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
