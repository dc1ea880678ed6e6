package dev.bailiwick.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.audit.LogQuery.All;
import dev.bailiwick.audit.LogQuery.Any;
import dev.bailiwick.audit.LogQuery.Begins;
import dev.bailiwick.audit.LogQuery.Between;
import dev.bailiwick.audit.LogQuery.Is;
import dev.bailiwick.audit.LogQuery.Not;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogQueryTest {

    private static final Is CHANGE = new Is(LogField.TYPE, "sapi");

    @Test
    void readsWordsPhrasesAndPrefixesOfFields() {
        assertThat(LogQuery.parse("type:sapi")).isEqualTo(CHANGE);
        assertThat(LogQuery.parse("description:\"Create a role\""))
                .isEqualTo(new Is(LogField.DESCRIPTION, "Create a role"));
        assertThat(LogQuery.parse("user_agent:curl*")).isEqualTo(new Begins(LogField.USER_AGENT, "curl"));
    }

    @Test
    void joinsAsLuceneDoes() {
        var refused = new Is(LogField.TYPE, "feccft");

        assertThat(LogQuery.parse("type:sapi AND NOT ip:127.0.0.1"))
                .isEqualTo(new All(List.of(CHANGE, new Not(new Is(LogField.IP, "127.0.0.1")))));
        assertThat(LogQuery.parse("type:(sapi OR feccft)")).isEqualTo(new Any(List.of(CHANGE, refused)));
        assertThat(LogQuery.parse("-type:sapi")).isEqualTo(new Not(CHANGE));
        assertThat(LogQuery.parse("NOT type:sapi OR type:feccft"))
                .isEqualTo(new Any(List.of(new Not(CHANGE), refused)));
        assertThat(LogQuery.parse("type:feccft OR NOT type:sapi"))
                .isEqualTo(new Any(List.of(refused, new Not(CHANGE))));
        assertThat(LogQuery.parse(" ")).isEqualTo(LogQuery.everything());
    }

    @Test
    void readsDatesAsTheTimesThatTheyCover() {
        assertThat(LogQuery.parse("date:2026-03-01")).isEqualTo(between("2026-03-01", "2026-03-02"));
        assertThat(LogQuery.parse("date:[2026-03-01 TO 2026-03-05]")).isEqualTo(between("2026-03-01", "2026-03-06"));
        assertThat(LogQuery.parse("date:{2026-03-01 TO 2026-03-05}")).isEqualTo(between("2026-03-02", "2026-03-05"));
        assertThat(LogQuery.parse("date:[\"2026-03-01T12:00:00Z\" TO *]"))
                .isEqualTo(new Between(Optional.of(Instant.parse("2026-03-01T12:00:00Z")), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sapi",
                "type:s*i",
                "type:/s.*/",
                "type:*",
                "type:>s",
                "type:\\u0000",
                "type:sapi~",
                "type:sapi^2",
                "type:sapi^9999999999999999999999999999999999999999",
                "type:[a TO b]",
                "type:(",
                "date:yesterday",
                "date:2026*",
                "date:99999-01-01",
                "date:\"+999999999-01-01T00:00:00Z\""
            })
    void refusesWhatCannotBeAnswered(String text) {
        assertThat(refusal(text)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void refusesFieldsThatNoEntryHas() {
        assertThat(refusal("after:secret")).isEqualTo(new Problem.NotSearchable("log entry", "after"));
    }

    @Test
    void refusesAQueryOfTooManyWordsOrTooDeep() {
        assertThat(refusal("type:a ".repeat(51))).isInstanceOf(Problem.Invalid.class);
        assertThat(refusal("(".repeat(30) + "type:a AND type:b" + " AND type:c)".repeat(30)))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(refusal("type:" + "a".repeat(8_000))).isInstanceOf(Problem.Invalid.class);
        assertThat(refusal("(".repeat(100_000))).isInstanceOf(Problem.Invalid.class);
    }

    private static Between between(String from, String to) {
        return new Between(
                Optional.of(Instant.parse(from + "T00:00:00Z")), Optional.of(Instant.parse(to + "T00:00:00Z")));
    }

    private static Problem refusal(String text) {
        return catchThrowableOfType(ProblemException.class, () -> LogQuery.parse(text))
                .problem();
    }
}
