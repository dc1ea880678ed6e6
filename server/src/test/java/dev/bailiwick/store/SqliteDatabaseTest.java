package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

class SqliteDatabaseTest {

    private static final String ENDLESS = """
            WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter)
            SELECT COUNT(*) AS many FROM counter
            """;

    private static final int PAGE = 4_096;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    @Test
    void endsASnapshotThatRunsAway() {
        try (var database = open(LIMIT)) {
            assertUnavailable(() -> runAway(database));

            database.ping();
            assertThat(database.<Integer>snapshot(tx -> tx.first("SELECT 7 AS n", _ -> {}, (row, _) -> row.getInt("n"))
                            .orElseThrow()))
                    .isEqualTo(7);
        }
    }

    @Test
    void endsASnapshotThatRunsAwayBetweenItsRows() {
        var rows = "WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter) SELECT n FROM counter";
        try (var database = open(LIMIT)) {
            assertUnavailable(() -> database.snapshot(tx -> {
                tx.each(rows, _ -> {}, (row, _) -> row.getLong("n"), _ -> {});
                return true;
            }));
        }
    }

    @Test
    void closesWhileSnapshotsRunAndWait() {
        var database = open(Duration.ofMinutes(1));
        var begun = new CountDownLatch(2);
        var callers = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.runAsync(
                        () -> database.snapshot(tx -> {
                            begun.countDown();
                            return endless(tx);
                        }),
                        Thread::startVirtualThread))
                .toList();
        await(begun);

        database.close();

        callers.forEach(caller -> assertThatThrownBy(
                        () -> caller.orTimeout(10, TimeUnit.SECONDS).join())
                .cause()
                .isInstanceOf(ProblemException.class));
    }

    @Test
    void answersUnavailableWhileTheFileCannotGrow() {
        var settings = SqliteDatabase.settings();
        SqliteDatabase.open(file()).close();
        settings.setMaxPageCount(
                (int) (directory.resolve("bailiwick.db").toFile().length() / PAGE + 20));
        var notes = new Notes();
        var kept = new ArrayList<String>();
        try (var database = SqliteDatabase.open(file(), settings, LIMIT)) {
            database.change(notes::create);
            assertUnavailable(() -> {
                while (kept.size() < 100_000) {
                    var name = kept.size() + "x".repeat(1_000);
                    database.change(tx -> notes.insert(tx, name));
                    kept.add(name);
                }
            });

            assertThat(database.<List<String>>read(notes::names)).hasSameElementsAs(kept);
            database.change(
                    tx -> tx.write("DELETE FROM note WHERE name = :name", u -> u.bind("name", kept.getFirst())));
            database.change(tx -> notes.insert(tx, "again"));
            assertThat(database.<List<String>>read(notes::names))
                    .contains("again")
                    .doesNotContain(kept.getFirst());
        }
    }

    @Test
    void refusesAFileThatIsNotSynchronizedFully() {
        var settings = SqliteDatabase.settings();
        settings.setSynchronous(SynchronousMode.NORMAL);

        assertThatThrownBy(() -> SqliteDatabase.open(file(), settings, LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("synchronous is 1 and must be 2");
    }

    @Test
    void doesNotWaitForTheDiskWhereTheDataGoWithTheServer() {
        try (var database = SqliteDatabase.openEphemeral(file())) {
            int synchronous =
                    database.transaction(tx -> tx.first("PRAGMA synchronous", _ -> {}, (row, _) -> row.getInt(1))
                            .orElseThrow());

            assertThat(synchronous).isZero();
        }
    }

    @Test
    void refusesAFileWithoutAWriteAheadLog() {
        var settings = SqliteDatabase.settings();
        settings.setJournalMode(JournalMode.DELETE);

        assertThatThrownBy(() -> SqliteDatabase.open(file(), settings, LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal_mode is delete and must be wal");
    }

    @Test
    void answersUnavailableAfterItIsClosed() {
        var database = open(LIMIT);
        database.close();

        assertUnavailable(() -> database.transaction(_ -> true));
        assertUnavailable(() -> database.read(_ -> true));
        assertUnavailable(() -> database.snapshot(_ -> true));
    }

    @Test
    void leavesOneFileBehindWhenItIsClosed() throws Exception {
        try (var database = open(LIMIT)) {
            database.change(tx -> new Notes().create(tx));
        }

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void answersUnavailableWhenNoReaderIsFree() {
        try (var database = open(LIMIT)) {
            var release = new CountDownLatch(1);
            var readers = IntStream.range(0, 8)
                    .mapToObj(_ -> reader(database, release))
                    .toList();

            assertUnavailable(() -> database.read(_ -> true));

            release.countDown();
            readers.forEach(CompletableFuture::join);
        }
    }

    /** Takes a reader until the release. They are taken one by one, since to make one takes a while. */
    private static CompletableFuture<Void> reader(Database database, CountDownLatch release) {
        var begun = new CountDownLatch(1);
        var reader = CompletableFuture.runAsync(
                () -> database.read(_ -> {
                    begun.countDown();
                    await(release);
                    return true;
                }),
                Thread::startVirtualThread);
        await(begun);
        return reader;
    }

    private Database open(Duration limit) {
        return SqliteDatabase.open(file(), SqliteDatabase.settings(), limit);
    }

    private Path file() {
        return directory.resolve("bailiwick.db");
    }

    private static long runAway(Database database) {
        return database.snapshot(SqliteDatabaseTest::endless);
    }

    private static long endless(Tx tx) {
        return tx.first(ENDLESS, _ -> {}, (row, _) -> row.getLong("many")).orElseThrow();
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
