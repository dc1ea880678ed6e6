package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

class SqliteWriterTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final int LONGER_MILLIS = 1_500;
    private static final int MANY = 100;

    private final Notes notes = new Notes();
    private final AtomicInteger commits = new AtomicInteger();
    private final List<SqliteWriter> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);

    @TempDir
    private Path directory;

    @BeforeEach
    void createTable() throws SQLException {
        writer(LONG).run(tx -> {
            notes.create(tx);
            return true;
        });
        commits.set(0);
    }

    @AfterEach
    void closeWriters() {
        gate.countDown();
        threads.close();
        writers.forEach(SqliteWriter::close);
    }

    @Test
    void sharesOneCommitAmongAllThatWait() throws Exception {
        var writer = writer(LONG);
        var first = occupy(writer);
        var waiting = IntStream.range(0, MANY)
                .mapToObj(i -> background(() -> writer.run(tx -> notes.insert(tx, "note-" + i))))
                .toList();
        waitUntilQueued(writer, MANY);

        gate.countDown();

        first.join();
        waiting.forEach(CompletableFuture::join);
        assertThat(commits).hasValue(2);
        assertThat(names(writer)).hasSize(MANY);
    }

    @Test
    void spoilsNoOtherTransactionWithOneThatFails() throws Exception {
        var writer = writer(LONG);
        var first = occupy(writer);
        var waiting = IntStream.range(0, MANY)
                .mapToObj(i -> background(() -> writer.run(tx -> {
                    int touched = notes.insert(tx, "note-" + i);
                    if (i % 2 == 1) {
                        throw new IllegalStateException("odd");
                    }
                    return touched;
                })))
                .toList();
        waitUntilQueued(writer, MANY);

        gate.countDown();

        first.join();
        for (int i = 0; i < MANY; i++) {
            ThrowingCallable join = waiting.get(i)::join;
            if (i % 2 == 1) {
                assertThatThrownBy(join).hasRootCauseMessage("odd");
            } else {
                assertThat(waiting.get(i).join()).isEqualTo(1);
            }
        }
        assertThat(commits).hasValue(2);
        assertThat(names(writer)).hasSize(MANY / 2);
    }

    @Test
    void neverQueuesATransactionAfterTheDeadline() throws SQLException {
        var writer = writer(LONG);
        var ran = new AtomicInteger();

        assertThatThrownBy(() -> Deadline.within(Duration.ofNanos(1), () -> writer.run(_ -> ran.incrementAndGet())))
                .isInstanceOf(ProblemException.class);
        writer.close(); // runs what is queued

        assertThat(ran).hasValue(0);
    }

    @Test
    void neverRunsATransactionThatWaitedTooLong() throws Exception {
        var writer = writer(SHORT);
        var first = occupy(writer);

        assertUnavailable(() -> writer.run(tx -> notes.insert(tx, "late")));
        gate.countDown();

        first.join();
        assertThat(names(writer)).isEmpty();
    }

    @Test
    void answersATransactionThatBeganInTimeHoweverLongItTakes() throws Exception {
        var writer = writer(SHORT);

        int touched = writer.run(tx -> {
            sleep(LONGER_MILLIS);
            return notes.insert(tx, "slow");
        });

        assertThat(touched).isEqualTo(1);
        assertThatThrownBy(() -> writer.run(_ -> {
                    sleep(LONGER_MILLIS);
                    throw new IllegalStateException("slow fault");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("slow fault");
    }

    @Test
    void neverRunsATransactionWhoseCallerWasInterruptedWhileItWaited() throws Exception {
        var writer = writer(LONG);
        var first = occupy(writer);
        var refusal = new CompletableFuture<Throwable>();
        var caller = Thread.ofPlatform().start(() -> {
            try {
                writer.run(tx -> notes.insert(tx, "interrupted"));
            } catch (ProblemException e) {
                refusal.complete(e);
            }
        });
        waitUntilQueued(writer, 1);

        caller.interrupt();

        assertThat(refusal.join()).isInstanceOf(ProblemException.class);
        gate.countDown();
        first.join();
        assertThat(names(writer)).isEmpty();
    }

    @Test
    void runsWhatIsQueuedBeforeItCloses() throws Exception {
        var writer = writer(LONG);
        var first = occupy(writer);
        var queued = background(() -> writer.run(tx -> notes.insert(tx, "queued")));
        waitUntilQueued(writer, 1);

        var closing = background(() -> {
            writer.close();
            return true;
        });
        gate.countDown();

        first.join();
        assertThat(queued.join()).isEqualTo(1);
        closing.join();
        assertThat(names(writer(LONG))).containsExactly("queued");
    }

    @Test
    void refusesATransactionAfterItIsClosed() throws Exception {
        var writer = writer(LONG);
        writer.close();

        assertUnavailable(() -> writer.run(tx -> notes.insert(tx, "late")));
    }

    @Test
    void answersEveryCallerThatRacesWithClose() throws Exception {
        for (int round = 0; round < 20; round++) {
            var writer = writer(LONG);
            var number = round;
            var callers = IntStream.range(0, 20)
                    .mapToObj(i -> background(() -> {
                        try {
                            return writer.run(tx -> notes.insert(tx, number + "-" + i));
                        } catch (ProblemException _) {
                            return 0;
                        }
                    }))
                    .toList();

            writer.close();

            int stored = callers.stream()
                    .mapToInt(caller -> caller.orTimeout(5, TimeUnit.SECONDS).join())
                    .sum();
            var prefix = round + "-";
            assertThat(names(writer(LONG)).stream().filter(name -> name.startsWith(prefix)))
                    .hasSize(stored);
        }
    }

    @Test
    void answersUnavailableWhileAnotherConnectionHoldsTheFile() throws Exception {
        var writer = writer(LONG);
        try (var other = connection();
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertUnavailable(() -> writer.run(tx -> notes.insert(tx, "held")));
        }

        writer.run(tx -> notes.insert(tx, "free"));
        assertThat(names(writer)).containsExactly("free");
    }

    @Test
    void failsEveryTransactionOfAGroupThatCannotCommit() throws Exception {
        var writer = writer(LONG);
        var first = occupy(writer);
        var innocent = background(() -> writer.run(tx -> notes.insert(tx, "innocent")));
        waitUntilQueued(writer, 1);
        var breaking = background(() -> writer.run(tx -> {
            tx.write("ROLLBACK", _ -> {}); // what SQLite does by itself when the disk is full
            return true;
        }));
        waitUntilQueued(writer, 2);

        gate.countDown();

        first.join();
        assertThatThrownBy(innocent::join).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(breaking::join).isInstanceOf(RuntimeException.class);
        assertThat(names(writer)).isEmpty();
        writer.run(tx -> notes.insert(tx, "next"));
        assertThat(names(writer)).containsExactly("next");
    }

    @Test
    void acknowledgesJustWhatIsStoredWhenTheDiskIsFull() throws Exception {
        var writer = writer(LONG);
        writer.run(tx -> tx.list("PRAGMA max_page_count = 10", _ -> {}, (row, _) -> row.getInt(1)));
        var first = occupy(writer);
        var waiting = IntStream.range(0, 20)
                .mapToObj(i -> background(() ->
                        writer.run(tx -> notes.insert(tx, i % 5 == 4 ? "x".repeat(1_000_000) : "note-" + i))))
                .toList();
        waitUntilQueued(writer, waiting.size());

        gate.countDown();

        first.join();
        var stored = waiting.stream()
                .filter(unit -> unit.handle((_, fault) -> fault == null).join())
                .count();
        assertThat(names(writer)).hasSize((int) stored).allMatch(name -> name.startsWith("note-"));
        writer.run(tx -> notes.insert(tx, "next"));
    }

    private SqliteWriter writer(Duration patience) throws SQLException {
        var connection = connection();
        connection.unwrap(SQLiteConnection.class).addCommitListener(new SQLiteCommitListener() {
            @Override
            public void onCommit() {
                commits.incrementAndGet();
            }

            @Override
            public void onRollback() {}
        });
        var writer = new SqliteWriter(connection, patience);
        writers.add(writer);
        return writer;
    }

    private Connection connection() throws SQLException {
        var settings = SqliteDatabase.settings();
        settings.setBusyTimeout(50);
        var source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + directory.resolve("notes.db"));
        return source.getConnection();
    }

    /** Holds the writer in a transaction of its own until the gate opens. */
    private CompletableFuture<Boolean> occupy(SqliteWriter writer) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var first = background(() -> writer.run(_ -> {
            begun.countDown();
            await(gate);
            return true;
        }));
        assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return first;
    }

    private List<String> names(SqliteWriter writer) {
        return writer.run(notes::names);
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class));
    }

    private static void waitUntilQueued(SqliteWriter writer, int transactions) {
        while (writer.waiting() < transactions) {
            sleep(1);
        }
    }

    private <R> CompletableFuture<R> background(Supplier<R> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
