package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.user.UserSearch.Order;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "name:jo, , 0, true, true",
        "name:jo*, , 0, true, true",
        "name:jo*, name, 900, true, true",
        "name:jo*, name, 901, false, true",
        "name:jo*, created_at, 0, false, false",
        "name:[jo TO *], , 0, true, true",
        "_exists_:email, , 0, true, true",
        "_exists_:blocked, , 0, true, false",
        "last_login:[2024 TO 2025], , 0, true, false",
        "last_login:[2024 TO 2025], last_login, 0, true, true",
        "last_login:*, last_login, 1000000, false, true",
        "email:a AND name:b, , 0, true, false",
        "name:jo* OR name:al*, , 0, false, false",
        "name:*son, , 0, false, false",
        "app_metadata.plan:go*, , 0, false, false"
    })
    void knowsWhatAnIndexBoundsAndWhatItHasInOrder(
            String query, @Nullable String sort, long start, boolean isIndexed, boolean isInOrder) {
        var order = Optional.ofNullable(sort).flatMap(field -> Order.by(field, true));
        var search = new UserSearch(UserQuery.parse(query), order, start, 100, true);

        assertThat(search.isIndexed()).isEqualTo(isIndexed);
        assertThat(search.isInOrder()).isEqualTo(isInOrder);
    }

    private static void assertRefused(String text) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> UserQuery.parse(text));
        assertThat(refusal.problem()).isInstanceOf(Problem.Invalid.class);
    }
}
