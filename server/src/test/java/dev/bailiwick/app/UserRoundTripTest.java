package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of users goes through two tenants and comes out alike. {@code -Dusers.roundtrip=100000} is the long form. */
@EachEngine
class UserRoundTripTest {

    private static final int USERS = Integer.getInteger("users.roundtrip", 1_200);

    private static final List<String> HASHES = List.of(
            "\"password_hash\":\"$2b$10$nOUIs5kJ7naTuTFkBy1veuK0kSxUFXfuaOKdOKf9xYT0KKIGSJwFa\"",
            custom(
                    "argon2",
                    "\"hash\":{\"value\":\"$argon2id$v=19$m=65536,t=3,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}"),
            custom(
                    "pbkdf2",
                    "\"hash\":{\"value\":\"$pbkdf2-sha256$i=100000,l=64$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw\",\"encoding\":\"utf8\"}"),
            custom(
                    "scrypt",
                    "\"hash\":{\"value\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==\",\"encoding\":\"base64\"},\"salt\":{\"value\":\"salt\"},\"cost\":16384,"
                            + "\"blockSize\":8,\"parallelization\":1,\"keylen\":64"),
            custom(
                    "sha512",
                    "\"hash\":{\"value\":\"" + "ab".repeat(64)
                            + "\",\"encoding\":\"hex\"},\"salt\":{\"value\":\"x\",\"position\":\"suffix\"}"));

    private final Settings settings;
    private final Path directory;

    UserRoundTripTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.settings = Node.settings(
                database,
                directory.resolve("data"),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known"));
    }

    @Test
    void givesBackWhatItTookThroughASecondTenant() throws IOException {
        var given = directory.resolve("given.ndjson");
        try (var out = Files.newBufferedWriter(given)) {
            for (int n = 0; n < USERS; n++) {
                out.write(user(n) + "\n");
            }
        }
        Node.start(settings).close();
        assertThat(run("import", "users", given.toString()).err()).doesNotContain("line");
        var first = directory.resolve("first.ndjson");
        assertThat(run("export", "users", first.toString(), "--password-hashes").out())
                .isEqualTo("Exported %,d users.%n".formatted(USERS));
        assertThat(run("tenant", "create", "second", "--domain", "second.example.test")
                        .status())
                .isZero();
        var second = directory.resolve("second.ndjson");

        try (var node = Node.start(settings)) {
            assertThat(node.server().httpPort()).isPositive();
            assertThat(run("import", "users", first.toString(), "--tenant", "second")
                            .status())
                    .isZero();
            assertThat(run("export", "users", second.toString(), "--tenant", "second", "--password-hashes")
                            .status())
                    .isZero();
        }

        assertThat(Files.mismatch(given, first)).as("first export").isEqualTo(-1);
        assertThat(Files.mismatch(first, second)).as("second export").isEqualTo(-1);
    }

    @Test
    void writesNoHashesUnaskedAndNotOverAFile() throws IOException {
        var given = directory.resolve("given.ndjson");
        Files.writeString(given, user(0) + "\n");
        Node.start(settings).close();
        run("import", "users", given.toString());
        var file = directory.resolve("out.ndjson");

        assertThat(run("export", "users", file.toString()).status()).isZero();
        assertThat(Files.readString(file)).contains("u0@example.test").doesNotContain("hash");
        assertThat(run("export", "users", file.toString()).err())
                .isEqualTo("bailiwick: The file is there already: " + file + "\n");
        assertThat(run("export", "users", directory.resolve("no").toString(), "--tenant", "none")
                        .status())
                .isEqualTo(1);
        assertThat(directory.resolve("no")).doesNotExist();
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of(settings, arguments);
    }

    private static String user(int n) {
        return "{\"user_id\":\"auth0|" + n + "\",\"email\":\"u" + n + "@example.test\",\"name\":\"Ü \\\"" + n
                + "\\\"\",\"app_metadata\":{\"ratio\":1.50,\"big\":123456789012345678901234567890},"
                + "\"identities\":[{\"provider\":\"auth0\",\"user_id\":\"" + n
                + "\",\"connection\":\"Username-Password-Authentication\",\"isSocial\":false}],"
                + "\"created_at\":\"2024-01-01T00:00:00.000Z\"," + HASHES.get(n % HASHES.size()) + "}";
    }

    private static String custom(String algorithm, String rest) {
        return "\"custom_password_hash\":{\"algorithm\":\"" + algorithm + "\"," + rest + "}";
    }
}
