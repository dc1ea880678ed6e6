package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "My App      | My App",
                "a/b\\c:d*e  | a-b-c-d-e",
                "..          | -",
                "../../etc   | ..-..-etc",
                "name.       | name-",
                "NUL         | -",
                "Größe ✓     | Größe ✓",
            })
    void takesFromANameWhatSomeFileSystemDoesNotTake(String name, String expected) {
        assertThat(FileName.of(name)).isEqualTo(expected);
    }

    @Test
    void shortensWhatFileSystemsFindTooLongSoThatNoOtherNameBecomesTheSame() {
        var given = "\u00fc\ud83d\udd11".repeat(100);

        var name = FileName.of(given);

        assertThat(name).matches("(\u00fc\ud83d\udd11)+\u00fc?-[0-9a-f]{8}");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(150, 160);
        assertThat(FileName.of(given + "2")).isNotEqualTo(name).hasSameSizeAs(name);
        assertThat(FileName.of("a".repeat(160))).isEqualTo("a".repeat(160));
    }
}
