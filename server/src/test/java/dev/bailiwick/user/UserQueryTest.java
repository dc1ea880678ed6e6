package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserQueryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a^2",
                "a^9999999999999999999999999999999999999999",
                "name:(a b)^9999999999999999999999999999999999999999"
            })
    void refusesWeights(String text) {
        assertRefused(text);
    }

    @Test
    void boundsParenthesesWhateverIsInQuotes() {
        var closing = ")".repeat(3_900);
        assertRefused('"' + closing + "\" " + "(".repeat(3_900));
        assertRefused("\\)".repeat(2_600) + " " + "(".repeat(2_600));
        assertRefused("(".repeat(201) + "name:a" + ")".repeat(201));
        assertThat(UserQuery.parse("(".repeat(200) + "name:a" + ")".repeat(200)))
                .isEqualTo(UserQuery.parse("name:a"));
    }

    @Test
    void boundsHowDeepAQueryIs() {
        assertRefused("(".repeat(30) + "name:a AND name:b" + " AND name:c)".repeat(30));
    }

    private static void assertRefused(String text) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> UserQuery.parse(text));
        assertThat(refusal.problem()).isInstanceOf(Problem.Invalid.class);
    }
}
