package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsCommandTest {

    @Test
    void printsThePageOfTheManual() throws IOException {
        assertThat(SettingsCommand.page())
                .as("write it anew with: ./bailiwick settings > docs/configuration.md")
                .isEqualTo(Files.readString(Path.of("..", "docs", "configuration.md")));
    }
}
