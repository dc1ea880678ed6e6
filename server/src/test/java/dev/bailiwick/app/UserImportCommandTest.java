package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Users come in by a file, with or without a running server; whoever cannot is named. */
@EachEngine
class UserImportCommandTest {

    private static final String HASH = "$2b$10$C9Bl.4Pv0F4CSKvoxeKLJOPoGgHLn8xNpoxKG0GXoUsyYuNLGJRFS";
    private static final String OTHER_HASH = "$2a$10$C9Bl.4Pv0F4CSKvoxeKLJOPoGgHLn8xNpoxKG0GXoUsyYuNLGJRFS";
    private static final String ANN = """
            {"user_id":"auth0|ann","email":"Ann@example.test","name":"Ann","score":1.10,"big":123456789012345678901234567890,\
            "nothing":null,"identities":[{"connection":"db","user_id":"ann","provider":"auth0","isSocial":false}]}""";

    private static final String GIT = "{\"user_id\":\"github|1\",\"identities\":[]}";

    private final Path directory;
    private final Settings settings;
    private final Catalogue catalogue;

    UserImportCommandTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.settings = Node.settings(
                database,
                directory.resolve("data"),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known"));
        this.catalogue = Catalogue.of(database, directory.resolve("data"));
    }

    @Test
    void keepsTheLinesOfAnExportAsTheyAre() throws IOException {
        Node.start(settings).close();

        var run = run(ANN + "\r\n\n" + GIT);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("Imported 2 users, 2 of them new; refused 0.\n");
        assertThat(run.status()).isZero();
        assertThat(profiles()).containsExactlyInAnyOrder(ANN, GIT);
    }

    @Test
    void makesAnAccountOfTheIdWhereALineHasNone() throws IOException {
        Node.start(settings).close();

        var run = run("{\"email\":\"a@example.test\",\"user_id\":\"auth0|imp1\",\"password_hash\":\"" + HASH + "\"}\n"
                + "{\"user_id\":\"google-oauth2|1\",\"name\":\"G\",\"created_at\":\"2024-01-01T00:00:00.000Z\"}\n"
                + "{\"email\":\"b@example.test\",\"user_id\":\"imp1\"}\n{\"user_id\":\"auth0|\"}");

        assertThat(run.err().lines())
                .containsExactly(
                        "line 3: user_id must be the name of a provider, a bar and an id",
                        "line 4: user_id must be the name of a provider, a bar and an id");
        var made = json(profiles().getFirst());
        assertThat(made.path("name").asString()).isEqualTo("a@example.test");
        assertThat(made.path("created_at").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
        assertThat(made.path("identities").toString())
                .isEqualTo(
                        "[{\"connection\":\"Username-Password-Authentication\",\"user_id\":\"imp1\",\"provider\":\"auth0\","
                                + "\"isSocial\":false}]");
        assertThat(profiles().getLast())
                .isEqualTo(
                        "{\"user_id\":\"google-oauth2|1\",\"name\":\"G\",\"created_at\":\"2024-01-01T00:00:00.000Z\","
                                + "\"identities\":[{\"connection\":\"google-oauth2\",\"user_id\":\"1\",\"provider\":\"google-oauth2\","
                                + "\"isSocial\":false}]}");
    }

    @Test
    void takesTheSameThroughTheRunningServer() throws IOException {
        try (var node = Node.start(settings)) {
            var run = run(ANN + "\n{}\n");

            assertThat(run.err()).isEqualTo("line 2: user_id is required\n");
            assertThat(run.out()).isEqualTo("Imported 1 users, 1 of them new; refused 1.\n");
            assertThat(run.status()).isEqualTo(3);
            assertThat(profiles()).containsExactly(ANN);
            assertThat(node.server().firstClient()).isPresent();
        }
    }

    @Test
    void namesEachLineThatCannotBeTakenAndGoesOn() throws IOException {
        Node.start(settings).close();
        var lines = new ArrayList<String>();
        lines.add("{\"user_id\":\"auth0|x@clients\"}");
        lines.add("{\"user_id\":7}");
        lines.add("no json");
        lines.add("[]");
        lines.add("{\"user_id\":\"a\",\"user_id\":\"b\"}");
        lines.add("{\"user_id\":\"auth0|" + "ü".repeat(254) + "\"}");
        lines.add("{\"user_id\":\"auth0|p1\",\"password_hash\":\"secret\"}");
        lines.add("{\"user_id\":\"auth0|p2\",\"password_hash\":\"" + HASH.replace("$10$", "$31$") + "\"}");
        lines.add("{\"user_id\":\"auth0|p3\",\"password_hash\":\"" + HASH + "\",\"custom_password_hash\":{}}");
        lines.add("{\"user_id\":\"auth0|p4\",\"password\":\"clear\"}");
        lines.add("{\"user_id\":\"long\",\"name\":\"" + "x".repeat(1 << 20) + "\"}");
        lines.add("{\"user_id\":\"nul\\u0000\"}");
        lines.add("{\"user_id\":\"\"}");
        lines.add(ANN);
        lines.add(ANN);

        var run = run(String.join("\n", lines));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).isEqualTo("Imported 1 users, 1 of them new; refused 14.\n");
        assertThat(run.err()
                        .lines()
                        .filter(line -> !line.startsWith("read "))
                        .map(line -> line.replaceFirst(":.*", "")))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 15)
                        .filter(n -> n != 14)
                        .mapToObj(n -> "line " + n)
                        .toList());
        assertThat(run.err())
                .contains("line 1: user_id must not end in @clients, as the subjects of clients do\n")
                .contains("line 2: user_id must be a string\n")
                .contains("line 4: is no object\n")
                .contains("line 6: user_id must not be longer than 512 bytes\n")
                .contains("line 7: password_hash must be a hash of bcrypt\n")
                .contains("line 8: password_hash must have a cost from 4 to 16\n")
                .contains("line 9: custom_password_hash must not stand beside password_hash\n")
                .contains("line 10: password cannot be kept\n")
                .contains("line 11: is longer than 1,048,576 bytes\n")
                .contains("line 13: user_id is not allowed to be empty\n")
                .contains("line 15: is there already\n")
                .doesNotContain("clear", "secret");
        assertThat(profiles()).containsExactly(ANN);
    }

    @Test
    void keepsPasswordsApartFromProfiles() throws IOException {
        Node.start(settings).close();
        var custom = "{\"algorithm\":\"sha256\",\"hash\":{\"value\":\"" + "ab".repeat(32) + "\",\"encoding\":\"hex\"},"
                + "\"salt\":{\"value\":\"x\",\"position\":\"prefix\"}}";

        var run = run("[{\"user_id\":\"1\",\"email\":\"a@example.test\",\"password_hash\":\"" + HASH + "\"},"
                + "{\"user_id\":\"2\",\"email\":\"b@example.test\",\"custom_password_hash\":" + custom + "},"
                + "{\"user_id\":\"3\",\"email\":\"c@example.test\",\"custom_password_hash\":"
                + "{\"algorithm\":\"bcrypt\",\"hash\":{\"value\":\"" + OTHER_HASH + "\"}}}]");

        assertThat(run.err()).isEmpty();
        assertThat(catalogue.texts("SELECT hash FROM user_password"))
                .containsExactlyInAnyOrder(HASH, custom, OTHER_HASH);
        assertThat(catalogue.texts("SELECT algorithm FROM user_password"))
                .containsExactlyInAnyOrder("bcrypt", "sha256", "bcrypt");
        assertThat(profiles()).hasSize(3).noneMatch(profile -> profile.contains("hash"));
    }

    @Test
    void makesUsersOfTheImportFormat() throws IOException {
        Node.start(settings).close();

        var run = run(
                " [{\"email\":\"kit@example.test\",\"app_metadata\":{\"plan\":\"gold\"}}]", "--connection", "people");

        assertThat(run.status()).as(run.err()).isZero();
        var kit = json(profiles().getFirst());
        var id = kit.path("user_id").asString();
        assertThat(id).matches("auth0\\|[0-9a-f]{24}");
        assertThat(kit.path("email").asString()).isEqualTo("kit@example.test");
        assertThat(kit.path("email_verified").asBoolean()).isFalse();
        assertThat(kit.path("name").asString()).isEqualTo("kit@example.test");
        assertThat(kit.path("nickname").asString()).isEqualTo("kit");
        assertThat(kit.path("app_metadata").path("plan").asString()).isEqualTo("gold");
        assertThat(kit.path("created_at").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
        var identity = kit.path("identities").path(0);
        assertThat(identity.path("connection").asString()).isEqualTo("people");
        assertThat(identity.path("user_id").asString()).isEqualTo(id.substring(6));
        assertThat(identity.path("provider").asString()).isEqualTo("auth0");
        assertThat(identity.path("isSocial").asBoolean()).isFalse();
    }

    @Test
    void changesWhoIsThereOnlyWhenAsked() throws IOException {
        Node.start(settings).close();
        run(ANN.replace("\"score\"", "\"app_metadata\":{\"a\":1,\"b\":2},\"score\""));
        var change = "{\"user_id\":\"auth0|ann\",\"name\":\"Anna\",\"app_metadata\":{\"b\":3},\"logins_count\":4}";

        assertThat(run(change).err()).isEqualTo("line 1: is there already\n");
        assertThat(json(profiles().getFirst()).path("name").asString()).isEqualTo("Ann");

        var run = run(change, "--upsert");

        assertThat(run.out()).isEqualTo("Imported 1 users, 0 of them new; refused 0.\n");
        var ann = json(profiles().getFirst());
        assertThat(ann.path("name").asString()).isEqualTo("Anna");
        assertThat(ann.path("email").asString()).isEqualTo("Ann@example.test");
        assertThat(ann.path("logins_count").asInt()).isEqualTo(4);
        assertThat(ann.path("app_metadata").toString()).isEqualTo("{\"a\":1,\"b\":3}");
        assertThat(catalogue.texts("SELECT value FROM user_attribute WHERE path = 'name'"))
                .containsExactly("tanna"); // t for a text
    }

    @Test
    void addsThePasswordsThatTheExportOfPasswordsHolds() throws IOException {
        Node.start(settings).close();
        run(ANN.replace("auth0|ann", "auth0|60425da93519d90068f82966"));

        var run = run(
                "{\"_id\":{\"$oid\":\"60425da93519d90068f82966\"},\"email\":\"Ann@example.test\",\"passwordHash\":\""
                        + HASH + "\",\"tenant\":\"old\",\"connection\":\"db\",\"_tmp_is_unique\":true}",
                "--upsert");

        assertThat(run.out()).isEqualTo("Imported 1 users, 0 of them new; refused 0.\n");
        assertThat(catalogue.texts("SELECT hash FROM user_password")).containsExactly(HASH);
        assertThat(profiles()).hasSize(1).noneMatch(profile -> profile.contains("_id\":{") || profile.contains("old"));
    }

    @Test
    void knowsAUserByTheAddressWhereThereIsNoId() throws IOException {
        Node.start(settings).close();
        run("[{\"email\":\"kit@example.test\"}]");

        assertThat(run("[{\"email\":\"KIT@example.test\"}]").err()).isEqualTo("element 1: is there already\n");
        var run = run(
                "[{\"email\":\"Kit@example.test\",\"name\":\"Kit\"},{\"email\":\"kit@example.test\",\"name\":\"Kim\"}]",
                "--upsert");

        assertThat(run.out()).isEqualTo("Imported 2 users, 0 of them new; refused 0.\n");
        assertThat(profiles()).hasSize(1);
        assertThat(json(profiles().getFirst()).path("name").asString()).isEqualTo("Kim");
    }

    @Test
    void changesNobodyByTheAddressOfALinkedAccount() throws IOException {
        Node.start(settings).close();
        var ann = ANN.replace(
                "\"isSocial\":false}",
                "\"isSocial\":false},{\"connection\":\"db\",\"user_id\":\"2\",\"provider\":\"auth0\",\"isSocial\":false,"
                        + "\"profileData\":{\"email\":\"second@example.test\"}}");
        run(ann);

        var run = run("[{\"email\":\"second@example.test\",\"name\":\"Zed\"}]", "--connection", "db", "--upsert");

        assertThat(run.err()).isEqualTo("element 1: is there already\n");
        assertThat(profiles()).containsExactly(ann);
    }

    @Test
    void knowsAUserByTheNameWhereThereIsNoAddress() throws IOException {
        Node.start(settings).close();
        run("[{\"username\":\"kit\"}]", "--connection", "named");

        var run = run(
                "[{\"username\":\"kit\",\"name\":\"Kit\"},{\"username\":\"Kit\",\"name\":\"Kim\"}]",
                "--connection",
                "named",
                "--upsert");

        assertThat(run.out()).isEqualTo("Imported 2 users, 0 of them new; refused 0.\n");
        assertThat(json(profiles().getFirst()).path("name").asString()).isEqualTo("Kim");
    }

    @Test
    void makesOneUserOfTwoOfOneAddress() throws IOException {
        Node.start(settings).close();

        var run = run(
                "[{\"email\":\"kit@example.test\"},{\"email\":\"kit@example.test\"},{\"user_id\":\"7\",\"email\":\"a@example.test\"},{\"user_id\":\"7\",\"email\":\"b@example.test\"}]");

        assertThat(run.err()).isEqualTo("element 2: is there already\nelement 4: is there already\n");
        assertThat(profiles()).hasSize(2);
    }

    @Test
    void takesAFileOfManyTimesWhatItTakesAtOnce() throws IOException {
        Node.start(settings).close();
        var lines = IntStream.range(0, 2_600)
                .mapToObj(i -> "{\"user_id\":\"auth0|%d\",\"email\":\"u%d@example.test\",\"picture\":\"%s\"}"
                        .formatted(i, i, "p".repeat(500)))
                .collect(Collectors.joining("\n"));

        var run = run(lines);

        assertThat(run.out()).isEqualTo("Imported 2,600 users, 2,600 of them new; refused 0.\n");
        assertThat(run.err()).contains("read 50 % of");
        assertThat(profiles()).hasSize(2_600);
    }

    @Test
    void stopsWhereAnArrayIsBroken() throws IOException {
        Node.start(settings).close();

        var run = run(
                "[{\"user_id\":\"1\",\"email\":\"a@example.test\"},7,{\"user_id\":\"2\",\"email\":\"b@example.test\"},{\"user_id\" \"3\"},{\"user_id\":\"4\"}]");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("element 2: is no object\n")
                .contains("element 4: cannot be read, nor what follows: ");
        assertThat(profiles()).hasSize(2);
    }

    @Test
    void stopsBehindTheFirstOfTwoArrays() throws IOException {
        Node.start(settings).close();

        var run = run(
                "[{\"user_id\":\"1\",\"email\":\"a@example.test\"}]\n[{\"user_id\":\"2\",\"email\":\"b@example.test\"}]");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("element 2: cannot be read, nor what follows: it stands behind the end of the array\n");
        assertThat(profiles()).hasSize(1);
    }

    @Test
    void refusesATenantThatIsNotThere() throws IOException {
        Node.start(settings).close();

        var run = run(ANN, "--tenant", "nobody");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("bailiwick: There is no tenant nobody.\n");
    }

    private List<String> profiles() {
        return catalogue.texts("SELECT profile FROM user_profile");
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private CommandLineRun run(String text, String... options) throws IOException {
        var file = Files.writeString(directory.resolve("users.json"), text);
        var arguments = new ArrayList<>(List.of("import", "users", file.toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(settings, arguments.toArray(String[]::new));
    }
}
