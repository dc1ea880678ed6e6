package dev.bailiwick.acceptance;

import static dev.bailiwick.acceptance.Commands.bailiwick;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    @Test
    void listsItsCommands() throws IOException, InterruptedException {
        var help = bailiwick(Map.of(), "--help");

        assertThat(help.status()).as(help.err()).isZero();
        assertThat(help.out()).contains("Usage: bailiwick", "start", "import", "settings");
    }

    @Test
    void refusesACommandThatIsNone() throws IOException, InterruptedException {
        var refused = bailiwick(Map.of(), "fly");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("fly");
    }

    @Test
    void refusesAMisspeltSettingInOneSentence(@TempDir Path data) throws IOException, InterruptedException {
        var environment = Map.of("BAILIWICK_DATA_DIR", data.toString(), "BAILIWICK_HTPS_PORT", "0");

        var refused = bailiwick(environment, "start");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("bailiwick: There is no setting BAILIWICK_HTPS_PORT. Did you mean BAILIWICK_HTTPS_PORT?\n");
    }

    @Test
    void asksForTheKeyWithPostgresInOneSentence(@TempDir Path data) throws IOException, InterruptedException {
        var environment = Map.of(
                "BAILIWICK_DATA_DIR", data.toString(), "BAILIWICK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");

        var refused = bailiwick(environment, "start");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("bailiwick: With PostgreSQL BAILIWICK_KEY is required, and the same on every node.\n");
    }
}
