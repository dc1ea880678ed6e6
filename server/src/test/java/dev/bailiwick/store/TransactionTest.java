package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both engines promise of a unit of work. */
@EachEngine
class TransactionTest {

    private static final Problem TAKEN = new Problem.Conflict("note", "name", "first");

    private final Database database;
    private final Notes notes = new Notes();

    TransactionTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void createTable() {
        database.change(notes::create);
    }

    @Test
    void showsACommittedChange() {
        int touched = database.transaction(tx -> notes.insert(tx, "first"));

        assertThat(touched).isEqualTo(1);
        assertThat(names()).containsExactly("first");
    }

    @Test
    void leavesNothingBehindWhenTheWorkThrows() {
        var fault = new IllegalStateException("fault");

        assertThatThrownBy(() -> database.change(tx -> {
                    notes.insert(tx, "first");
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(names()).isEmpty();
    }

    @Test
    void unwindsAChangeAndKeepsItsAnswer() {
        var published = new ArrayList<String>();
        var seen = database.unwound(tx -> {
            notes.insert(tx, "first");
            tx.afterCommit(() -> published.add("committed"));
            tx.afterRollback(() -> published.add("rolled back"));
            return notes.names(tx);
        });

        assertThat(seen).containsExactly("first");
        assertThat(names()).isEmpty();
        assertThat(published).containsExactly("rolled back");
    }

    @Test
    void leavesNothingBehindWhenTheWorkRefuses() {
        var refusal = catchThrowableOfType(
                ProblemException.class,
                () -> database.change(tx -> {
                    notes.insert(tx, "first");
                    throw new Problem.NotFound("note", "second").asException();
                }));

        assertThat(refusal.problem()).isEqualTo(new Problem.NotFound("note", "second"));
        assertThat(names()).isEmpty();
    }

    @Test
    void goesOnAfterAFailedTransaction() {
        assertThatThrownBy(() -> database.change(tx -> tx.write("NOT SQL", _ -> {})))
                .isInstanceOf(JdbiException.class);

        database.change(tx -> notes.insert(tx, "first"));

        assertThat(names()).containsExactly("first");
    }

    @Test
    void turnsABrokenUniqueKeyIntoTheGivenProblem() {
        database.change(tx -> notes.insert(tx, "first"));

        var refusal = catchThrowableOfType(
                ProblemException.class, () -> database.change(tx -> notes.insert(tx, "first", TAKEN)));

        assertThat(refusal.problem()).isEqualTo(TAKEN);
    }

    @Test
    void doesNotCommitAfterACaughtConflict() {
        database.change(tx -> notes.insert(tx, "first"));

        var refusal = catchThrowableOfType(
                ProblemException.class,
                () -> database.change(tx -> {
                    notes.insert(tx, "second");
                    assertThatThrownBy(() -> notes.insert(tx, "first", TAKEN));
                }));

        assertThat(refusal.problem()).isEqualTo(TAKEN);
        assertThat(names()).containsExactly("first");
    }

    @Test
    void runsNoStatementAfterOneThatFailed() {
        assertThatThrownBy(() -> database.change(tx -> {
                    assertThatThrownBy(() -> tx.write("NOT SQL", _ -> {}));
                    assertThatThrownBy(() -> notes.insert(tx, "first")).hasMessageContaining("NOT SQL");
                }))
                .isInstanceOf(JdbiException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void refusesNestedCalls() {
        var outer = List.<Outer>of(database::transaction, database::read, database::snapshot);
        var inner = List.<Outer>of(database::transaction, database::read, database::snapshot);

        for (var around : outer) {
            for (var within : inner) {
                assertThatThrownBy(() -> around.call(_ -> within.call(_ -> true)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("inside another");
            }
        }
    }

    @Test
    void refusesTheDatabaseToAPublication() {
        assertThatThrownBy(() -> database.change(tx -> tx.afterCommit(database::ping)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside another");
    }

    @Test
    void refusesAUnitOfWorkAfterItsEnd() {
        var kept = new ArrayList<Tx>();
        database.change(kept::add);

        assertThatThrownBy(() -> notes.names(kept.getFirst())).hasMessageContaining("after its end");
    }

    @Test
    void refusesChangesWhereOnlyReadsBelong() {
        assertThatThrownBy(() -> database.read(tx -> notes.insert(tx, "first"))).hasMessageContaining("only reads");
        assertThatThrownBy(() -> database.snapshot(tx -> notes.insert(tx, "first")))
                .hasMessageContaining("only reads");
    }

    @Test
    void seesOneStateThroughoutASnapshot() {
        database.change(tx -> notes.insert(tx, "first"));

        var seen = database.snapshot(tx -> {
            var before = notes.names(tx);
            CompletableFuture.runAsync(() -> database.change(other -> notes.insert(other, "second")))
                    .join();
            return List.of(before, notes.names(tx));
        });

        assertThat(seen).containsExactly(List.of("first"), List.of("first"));
        assertThat(names()).containsExactly("first", "second");
    }

    @Test
    void publishesAfterTheCommitAndBeforeTheCallerIsAnswered() {
        var events = new ArrayList<String>();

        database.change(tx -> {
            notes.insert(tx, "first");
            tx.afterCommit(() -> events.add(
                    "another sees " + CompletableFuture.supplyAsync(this::names).join()));
            events.add("work ends");
        });
        events.add("answered");

        assertThat(events).containsExactly("work ends", "another sees [first]", "answered");
    }

    @Test
    void publishesNothingOfAnUnwoundTransaction() {
        var events = new ArrayList<String>();

        assertThatThrownBy(() -> database.change(tx -> {
            tx.afterCommit(() -> events.add("published"));
            throw new IllegalStateException("fault");
        }));

        assertThat(events).isEmpty();
    }

    @Test
    void runsEveryPublicationEvenAfterOneThatFails() {
        var events = new ArrayList<String>();

        assertThatThrownBy(() -> database.change(tx -> {
                    notes.insert(tx, "first");
                    tx.afterCommit(() -> {
                        throw new IllegalStateException("fault");
                    });
                    tx.afterCommit(() -> events.add("second"));
                }))
                .hasMessage("fault");

        assertThat(events).containsExactly("second");
        assertThat(names()).containsExactly("first");
    }

    private List<String> names() {
        return database.read(notes::names);
    }

    /** One of the three ways into the database. */
    private interface Outer {
        boolean call(Function<Tx, Boolean> work);
    }
}
