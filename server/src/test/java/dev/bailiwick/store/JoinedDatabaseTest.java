package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both engines promise of many changes that are one. */
@EachEngine
class JoinedDatabaseTest {

    private static final Problem TAKEN = new Problem.Conflict("note", "name", "first");

    private final Database database;
    private final Notes notes = new Notes();

    JoinedDatabaseTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void createTable() {
        database.change(notes::create);
    }

    @Test
    void makesAllChangesAtOnce() {
        var seen = database.together(joined -> {
            joined.change(tx -> notes.insert(tx, "first"));
            var between = joined.read(notes::names);
            joined.change(tx -> notes.insert(tx, "second"));
            return between;
        });

        assertThat(seen).containsExactly("first");
        assertThat(names()).containsExactly("first", "second");
    }

    @Test
    void unwindsOnlyTheChangeThatIsRefused() {
        var refusal = database.together(joined -> {
            joined.change(tx -> notes.insert(tx, "first"));
            var thrown = catchThrowableOfType(
                    ProblemException.class,
                    () -> joined.change(tx -> {
                        notes.insert(tx, "lost");
                        notes.insert(tx, "first", TAKEN);
                    }));
            joined.change(tx -> notes.insert(tx, "second"));
            return thrown.problem();
        });

        assertThat(refusal).isEqualTo(TAKEN);
        assertThat(names()).containsExactly("first", "second");
    }

    @Test
    void leavesNothingWhenTheWholeIsGivenUp() {
        assertThatThrownBy(() -> database.together(joined -> {
                    joined.change(tx -> notes.insert(tx, "first"));
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");

        assertThat(names()).isEmpty();
    }

    @Test
    void rehearsesWithoutATrace() {
        var seen = database.rehearsed(joined -> {
            joined.change(tx -> notes.insert(tx, "first"));
            return joined.snapshot(notes::names);
        });

        assertThat(seen).containsExactly("first");
        assertThat(names()).isEmpty();
    }

    @Test
    void publishesWhatWasKeptAndWithdrawsWhatWasNot() {
        var told = new ArrayList<String>();

        var _ = database.together(joined -> {
            joined.change(tx -> {
                tx.afterCommit(() -> told.add("kept"));
                notes.insert(tx, "first");
            });
            assertThatThrownBy(() -> joined.change(tx -> {
                tx.afterCommit(() -> told.add("never"));
                tx.afterRollback(() -> told.add("withdrawn"));
                throw new IllegalStateException("refused");
            }));
            assertThat(told).as("before the COMMIT").containsExactly("withdrawn");
            return true;
        });

        assertThat(told).containsExactly("withdrawn", "kept");
    }

    @Test
    void refusesOneUnitOfWorkInsideAnother() {
        var _ = database.together(joined -> {
            joined.change(tx ->
                    assertThatThrownBy(() -> joined.read(notes::names)).isInstanceOf(IllegalStateException.class));
            return true;
        });
    }

    private List<String> names() {
        return database.read(notes::names);
    }
}
