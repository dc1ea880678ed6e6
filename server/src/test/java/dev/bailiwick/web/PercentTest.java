package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

    @ParameterizedTest
    @CsvSource({
        "auth0|1, auth0|1",
        "auth0%7C1, auth0|1",
        "a%2Fb, a/b",
        "a%5Cb, a\\b",
        "a@b:c, a@b:c",
        "a+b, a+b",
        "a;x=1, a;x=1",
        "%C3%A9, é",
        "%f0%9f%98%80, 😀",
        "%25 , %",
    })
    void decodesASegmentOfAPath(String raw, String decoded) {
        assertThat(Percent.decode(Part.PATH, raw, false)).isEqualTo(decoded);
    }

    @Test
    void readsAPlusAsASpaceInAForm() {
        assertThat(Percent.decode(Part.BODY, "a+b%2Bc", true)).isEqualTo("a b+c");
    }

    @Test
    void leavesRawTextOfAFormAsItIs() {
        assertThat(Percent.decode(Part.BODY, "é😀+%C3%A9", true)).isEqualTo("é😀 é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%zz", "%4", "a%", "%C3", "%C3%28", "%ED%A0%80", "%00", "%１１", "%-1", "% 1"})
    void refusesWhatIsNoEscapeOfUtf8(String raw) {
        assertThatThrownBy(() -> Percent.decode(Part.BODY, raw, true))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Unreadable.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "\uFFFD", "a b", "a\tb", "a#b", "\u007F"})
    void refusesInAPathWhatShouldHaveBeenEscaped(String raw) {
        assertThatThrownBy(() -> Percent.decode(Part.PATH, raw, false)).isInstanceOf(ProblemException.class);
    }
}
