package dev.bailiwick.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.crash.Change.Verb;
import dev.bailiwick.crash.Ledger.Entry;
import dev.bailiwick.crash.State.Audited;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Change ADD = new Change(Verb.ADD, "g", List.of("a", "b", "c"));
    private static final Change REMOVE = new Change(Verb.REMOVE, "g", List.of("b", "c", "a"));
    private static final Outcome FIRST = new Outcome.Done("r1");
    private static final Outcome SECOND = new Outcome.Done("r2");
    private static final Outcome UNKNOWN = new Outcome.Unknown("the connection broke");
    private static final Audited ADDED = new Audited("add members g a b c", "r1");
    private static final Audited REMOVED = new Audited("remove members g a b c", "r2");
    private static final List<String> ALL = List.of("a", "b", "c");
    private static final List<String> NOBODY = List.of();

    @Test
    void findsNothingWhereAllIsAsPromised() {
        assertThat(found(List.of(entry(ADD, FIRST)), ALL, ADDED)).isEqualTo(Findings.NONE);
        assertThat(found(List.of(entry(ADD, FIRST), entry(REMOVE, SECOND)), NOBODY, ADDED, REMOVED))
                .isEqualTo(Findings.NONE);
        assertThat(found(List.of(entry(ADD, new Outcome.Unavailable())), NOBODY))
                .isEqualTo(Findings.NONE);
    }

    @Test
    void letsAnUnknownChangeBeThereOrNot() {
        assertThat(found(List.of(entry(ADD, UNKNOWN)), ALL, ADDED)).isEqualTo(Findings.NONE);
        assertThat(found(List.of(entry(ADD, UNKNOWN)), NOBODY)).isEqualTo(Findings.NONE);
        assertThat(found(List.of(entry(ADD, FIRST), entry(REMOVE, UNKNOWN)), ALL, ADDED))
                .isEqualTo(Findings.NONE);
    }

    @Test
    void findsWhatWasAcknowledgedAndIsNotThere() {
        assertThat(found(List.of(entry(ADD, FIRST)), NOBODY).lost()).isNotEmpty();
        assertThat(found(List.of(entry(ADD, FIRST)), NOBODY, ADDED).lost()).hasSize(3);
        assertThat(found(List.of(entry(ADD, FIRST)), List.of("a", "c"), ADDED).lost())
                .hasSize(1);
        assertThat(found(List.of(entry(ADD, FIRST), entry(REMOVE, SECOND)), ALL, ADDED, REMOVED)
                        .lost())
                .hasSize(3);
    }

    @Test
    void findsAnAcknowledgedChangeWithoutItsAuditRow() {
        assertThat(found(List.of(entry(ADD, FIRST)), ALL).lost()).hasSize(1);
        assertThat(found(List.of(entry(ADD, FIRST), entry(REMOVE, SECOND)), NOBODY, REMOVED)
                        .lost())
                .hasSize(1);
    }

    @Test
    void findsAnAuditRowTwiceOrUnderAnotherRequest() {
        assertThat(found(List.of(entry(ADD, FIRST)), ALL, ADDED, ADDED).wrong()).hasSize(1);
        assertThat(found(List.of(entry(ADD, SECOND)), ALL, ADDED).wrong()).hasSize(1);
        assertThat(found(List.of(entry(ADD, UNKNOWN)), ALL, ADDED, ADDED).wrong())
                .hasSize(1);
    }

    @Test
    void findsAnUnknownChangeThatIsThereByHalf() {
        assertThat(found(List.of(entry(ADD, UNKNOWN)), List.of("a"), ADDED).wrong())
                .hasSize(2);
        assertThat(found(List.of(entry(ADD, UNKNOWN)), NOBODY, ADDED).wrong()).hasSize(3);
        assertThat(found(List.of(entry(ADD, UNKNOWN)), ALL).wrong()).hasSize(3);
    }

    @Test
    void findsWhatWasRefusedAndIsThere() {
        var refused = List.of(entry(ADD, new Outcome.Unavailable()));

        assertThat(found(refused, ALL).wrong()).hasSize(3);
        assertThat(found(refused, NOBODY, ADDED).wrong()).hasSize(1);
    }

    @Test
    void findsWhatNobodyAskedFor() {
        assertThat(found(List.of(), List.of("z")).wrong()).hasSize(1);
        assertThat(found(List.of(), NOBODY, ADDED).wrong()).hasSize(1);
        assertThat(found(List.of(entry(ADD, FIRST)), List.of("a", "b", "c", "c"), ADDED)
                        .wrong())
                .hasSize(1);
    }

    @Test
    void findsAnAnswerWithoutAReason() {
        assertThat(found(List.of(entry(ADD, new Outcome.Unexpected(500))), NOBODY)
                        .wrong())
                .hasSize(1);
    }

    private static Entry entry(Change change, Outcome outcome) {
        return new Entry(Instant.EPOCH, change, outcome);
    }

    private static Findings found(List<Entry> ledger, List<String> members, Audited... audit) {
        return Findings.of(ledger, new State(Map.of("g", members), List.of(audit)));
    }
}
