package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before a database is asked. */
class StorageTest {

    private static final String KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    @TempDir
    private Path directory;

    @Test
    void keepsThePasswordOfAUrlThatIsNoJdbcUrlToItself() {
        refuses(
                Map.of(Setting.DATABASE_URL, "postgresql://user:hunter2@localhost/bailiwick", Setting.KEY, KEY),
                "BAILIWICK_DATABASE_URL must begin with jdbc:postgresql: or be empty.");
    }

    @Test
    void asksForTheDomainWhereSeveralNodesMustAgreeOnIt() {
        refuses(
                Map.of(Setting.DATABASE_URL, "jdbc:postgresql://localhost:1/bailiwick", Setting.KEY, KEY),
                "With PostgreSQL BAILIWICK_DOMAIN is required, and the same on every node.");
    }

    private void refuses(Map<Setting, String> settings, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Storage.tryOpen(new Settings(settings), new DataDirectory(directory)))
                .withMessage(sentence);
    }
}
