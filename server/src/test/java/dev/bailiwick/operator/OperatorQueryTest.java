package dev.bailiwick.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.web.Query;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every route of the operator's refuses in the same way. */
class OperatorQueryTest {

    private static final Set<String> NAMES = Set.of("secrets", "ids");

    @Test
    void takesTrueAndFalseAndWhatIsAbsentForFalse() {
        assertThat(secrets("true")).isTrue();
        assertThat(secrets("false")).isFalse();
        assertThat(OperatorQuery.of(new Query(Map.of()), NAMES).isTrue("secrets"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "TRUE", "yes"})
    void opensNothingThatIsAskedForByHalves(String value) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> secrets(value));
    }

    @Test
    void refusesWhatIsNotKnownAndWhatIsGivenTwice() {
        for (var query : List.of(Map.of("secret", List.of("true")), Map.of("ids", List.of("true", "true")))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> OperatorQuery.of(new Query(query), NAMES));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{\"other\":1}", "{\"pem\":1}", "{\"no_secret\":\"true\"}", "{\"no_secret\":null}", "\"a\""
            })
    void refusesBodiesThatAreNotWhatTheyShouldBe(String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ClientKeyDraft.of(Json.read(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static boolean secrets(String value) {
        return OperatorQuery.of(new Query(Map.of("secrets", List.of(value))), NAMES)
                .isTrue("secrets");
    }
}
