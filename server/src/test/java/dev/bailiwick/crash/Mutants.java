package dev.bailiwick.crash;

import dev.bailiwick.Mutant;
import dev.bailiwick.store.PostgresDatabase;
import java.util.Map;

/** The ways to acknowledge too early that the crash test has to catch. */
final class Mutants {

    private Mutants() {}

    /** Answers a group of transactions and then commits it. */
    static Mutant sqliteAnswersBeforeCommit() {
        var commit = "handle.execute(\"COMMIT\");";
        return new Mutant(type("SqliteWriter"), Map.of(commit, "group.forEach(SqliteUnit::answer);" + commit));
    }

    /** Answers each transaction when its savepoint is released, which commits nothing. */
    static Mutant sqliteAnswersAtSavepoint() {
        var release = """
                tx.perform(work));
                            handle.execute("RELEASE unit");
                """;
        return new Mutant(type("SqliteUnit"), Map.of(release, release + "answer();"));
    }

    /**
     * Answers when the work is done, while another thread goes on to commit it. That thread comes 10 ms late, as one that
     * gathers commits would: the database goes on with a COMMIT that it has received, whatever becomes of its client, so
     * that without the delay dozens of kills miss the moment.
     */
    static Mutant postgresAnswersBeforeCommit() {
        var head = "public <R> R transaction(Function<Tx, R> work) {";
        return new Mutant(PostgresDatabase.class, Map.of(head, head + """
                    var early = new java.util.concurrent.CompletableFuture<R>();
                    Thread.ofVirtual().start(() -> {
                        try {
                            whole(tx -> {
                                var answer = work.apply(tx);
                                early.complete(answer);
                                LockSupport.parkNanos(10_000_000);
                                return answer;
                            });
                        } catch (RuntimeException e) {
                            early.completeExceptionally(e);
                        }
                    });
                    try {
                        return early.join();
                    } catch (java.util.concurrent.CompletionException e) {
                        throw (RuntimeException) e.getCause();
                    }
                }

                private <R> R whole(Function<Tx, R> work) {
                """));
    }

    /** Commits, and does not have the database wait until its log is on the disk. */
    static Mutant postgresDoesNotWaitForItsLog() {
        var begin = "handle.begin();";
        return new Mutant(
                PostgresDatabase.class,
                Map.of(begin, begin + "present(() -> handle.execute(\"SET LOCAL synchronous_commit = off\"));"));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("dev.bailiwick.store." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
