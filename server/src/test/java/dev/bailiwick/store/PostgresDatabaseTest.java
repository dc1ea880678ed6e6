package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.TestDatabase.Engine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest {

    private static final int CONNECTIONS = 10;

    private static final String FAIL_TWICE = """
            CREATE FUNCTION fail_twice() RETURNS BIGINT LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('calls') <= 2 THEN
                    RAISE EXCEPTION 'try again' USING ERRCODE = '40001';
                END IF;
                RETURN currval('calls');
            END $$
            """;

    private static final String DISK_FULL = """
            CREATE FUNCTION disk_full() RETURNS BIGINT LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100';
            END $$
            """;

    private static final String END_LATE = """
            CREATE FUNCTION end_late() RETURNS BIGINT LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_sleep(30);
                RETURN 1;
            EXCEPTION WHEN query_canceled THEN
                PERFORM pg_sleep(0.4);
                RAISE;
            END $$
            """;

    private final TestDatabase fresh = Engine.POSTGRES.make();
    private final Notes notes = new Notes();

    @AfterEach
    void drop() {
        fresh.close();
    }

    @Test
    void triesAgainAfterADeadlockUntilBothSucceed() {
        PostgresServer.execute("ALTER DATABASE " + fresh.name() + " SET deadlock_timeout = '50ms'");
        var database = fresh.open();
        database.change(tx -> {
            notes.create(tx);
            notes.insert(tx, "a");
            notes.insert(tx, "b");
        });
        var bothHoldOne = new CyclicBarrier(2);
        var runs = new AtomicInteger();

        var one = background(() -> database.change(tx -> lockBoth(tx, "a", "b", bothHoldOne, runs)));
        var other = background(() -> database.change(tx -> lockBoth(tx, "b", "a", bothHoldOne, runs)));

        CompletableFuture.allOf(one, other).join();
        assertThat(runs).hasValue(3);
    }

    @Test
    void triesAgainAfterASerializationFailure() {
        var database = fresh.open();
        database.change(tx -> tx.write("CREATE SEQUENCE calls", _ -> {}));
        database.change(tx -> tx.write(FAIL_TWICE, _ -> {}));
        var published = new ArrayList<Long>();

        long calls = database.transaction(tx -> {
            long number = failTwice(tx);
            tx.afterCommit(() -> published.add(number));
            return number;
        });

        assertThat(calls).isEqualTo(3);
        assertThat(published).containsExactly(3L);
    }

    @Test
    void answersUnavailableWhenTheDiskIsFull() {
        var database = fresh.open();
        database.change(tx -> tx.write(DISK_FULL, _ -> {}));

        assertUnavailable(() -> database.change(
                tx -> tx.first("SELECT disk_full() AS number", _ -> {}, (row, _) -> row.getLong("number"))));
    }

    @Test
    void endsAStatementWithTheRequestsDeadline() {
        var database = fresh.open();
        Function<Tx, Optional<Integer>> sleep =
                tx -> tx.first("SELECT 1 AS one FROM pg_sleep(30)", _ -> {}, (row, _) -> row.getInt("one"));
        long began = System.nanoTime();

        for (var way : List.<Function<Function<Tx, Optional<Integer>>, Optional<Integer>>>of(
                database::transaction, database::read, database::snapshot)) {
            assertUnavailable(() -> Deadline.within(Duration.ofMillis(300), () -> way.apply(sleep)));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void tellsOfASearchThatTheServerEndsALittleLate() {
        var database = fresh.open();
        database.change(tx -> tx.write(END_LATE, _ -> {}));

        var refusal = catchThrowableOfType(
                ProblemException.class,
                () -> Deadline.within(
                        Duration.ofSeconds(1),
                        () -> database.search(tx ->
                                tx.first("SELECT end_late() AS number", _ -> {}, (row, _) -> row.getLong("number")))));

        assertThat(refusal.problem()).isEqualTo(new Problem.TooCostly());
    }

    @Test
    void beginsNothingAfterTheDeadline() {
        var database = fresh.open();
        var ran = new AtomicInteger();

        assertUnavailable(() -> Deadline.within(Duration.ofNanos(1), () -> database.read(_ -> ran.incrementAndGet())));
        assertUnavailable(
                () -> Deadline.within(Duration.ofNanos(1), () -> database.transaction(_ -> ran.incrementAndGet())));

        assertThat(ran).hasValue(0);
    }

    @Test
    void callsTheOutcomeUnknownWhenNobodyAnswersTheCommit() {
        var url = URI.create(fresh.url().substring("jdbc:".length()));
        try (var wire = new Wire(url.getPort());
                var database = PostgresDatabase.open(
                        "jdbc:" + url.toString().replace(":" + url.getPort() + "/", ":" + wire.port() + "/"))) {
            database.change(notes::create);

            var refusal = catchThrowableOfType(
                    ProblemException.class,
                    () -> Deadline.within(
                            Duration.ofSeconds(5),
                            () -> database.transaction(tx -> {
                                notes.insert(tx, "first");
                                wire.fallSilent();
                                return true;
                            })));

            assertThat(refusal.problem()).isEqualTo(new Problem.OutcomeUnknown());
        }
    }

    @Test
    void triesAgainEvenWhenTheWorkCaughtTheFailure() {
        var database = fresh.open();
        database.change(tx -> tx.write("CREATE SEQUENCE calls", _ -> {}));
        database.change(tx -> tx.write(FAIL_TWICE, _ -> {}));

        var answer = database.transaction(tx -> {
            try {
                return List.of(failTwice(tx));
            } catch (JdbiException _) {
                return List.<Long>of();
            }
        });

        assertThat(answer).containsExactly(3L);
    }

    @Test
    void answersUnavailableWhenEveryConnectionIsTaken() {
        var database = fresh.open();
        var release = new CountDownLatch(1);
        var holders = IntStream.range(0, CONNECTIONS)
                .mapToObj(_ -> holder(database, release))
                .toList();

        assertUnavailable(() -> database.transaction(_ -> true));
        assertUnavailable(() -> database.read(_ -> true));
        assertUnavailable(() -> database.snapshot(_ -> true));

        release.countDown();
        holders.forEach(CompletableFuture::join);
    }

    @Test
    void lendsWritableConnectionsAfterSnapshots() {
        var database = fresh.open();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> database.snapshot(
                            tx -> tx.first("SELECT nextval('absent')", _ -> {}, (row, _) -> row.getLong(1))))
                    .isInstanceOf(JdbiException.class);
        }

        database.change(notes::create);
        database.change(tx -> notes.insert(tx, "first"));

        assertThat(database.<List<String>>read(notes::names)).containsExactly("first");
    }

    @Test
    void refusesToWriteThroughAQueryInASnapshot() {
        var database = fresh.open();
        database.change(notes::create);

        assertThatThrownBy(() -> database.snapshot(tx -> tx.first(
                        "INSERT INTO note (name) VALUES ('first') RETURNING name",
                        _ -> {},
                        (row, _) -> row.getString("name"))))
                .hasMessageContaining("read-only");
    }

    @Test
    void switchesSynchronousCommitOnWhateverTheDatabaseSays() {
        PostgresServer.execute("ALTER DATABASE " + fresh.name() + " SET synchronous_commit = off");

        var database = fresh.open();

        assertThat(database.<Optional<String>>read(
                        tx -> tx.first("SHOW synchronous_commit", _ -> {}, (row, _) -> row.getString(1))))
                .contains("on");
    }

    @Test
    void refusesAServerThatMayLoseAcknowledgedChanges() throws Exception {
        try (var careless = EmbeddedPostgres.start()) { // zonky starts it with fsync off
            var url = careless.getJdbcUrl("postgres", "postgres");

            assertThatThrownBy(() -> PostgresDatabase.open(url))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("fsync is off and must be on");
        }
    }

    @Test
    void saysThatTheServerCannotBeReached() {
        assertThatThrownBy(() -> PostgresDatabase.open("jdbc:postgresql://localhost:1/nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be reached");
    }

    private static long failTwice(Tx tx) {
        return tx.first("SELECT fail_twice() AS number", _ -> {}, (row, _) -> row.getLong("number"))
                .orElseThrow();
    }

    private static void lockBoth(Tx tx, String first, String second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
        int run = runs.incrementAndGet();
        lock(tx, first);
        if (run <= 2) {
            await(bothHoldOne);
        }
        lock(tx, second);
    }

    private static void lock(Tx tx, String name) {
        tx.write("UPDATE note SET name = name WHERE name = :name", u -> u.bind("name", name));
    }

    /** Takes a connection until the release. They are taken one by one, since to make one takes a while. */
    private static CompletableFuture<Void> holder(Database database, CountDownLatch release) {
        var begun = new CountDownLatch(1);
        var holder = background(() -> database.read(_ -> {
            begun.countDown();
            await(release);
            return true;
        }));
        await(begun);
        return holder;
    }

    private static CompletableFuture<Void> background(Runnable work) {
        return CompletableFuture.runAsync(work, Thread::startVirtualThread).orTimeout(30, TimeUnit.SECONDS);
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

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
