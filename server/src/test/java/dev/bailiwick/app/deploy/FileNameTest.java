package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

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
}
