package dev.bailiwick.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Mutant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Kills the server, and the database, under writers. {@code -Dcrash.kills=100} is the long form, {@code -Dcrash.seed}
 * repeats the moments of a run. What the processes printed and the ledgers stay in {@code target/crash}.
 */
class CrashTest {

    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final int MOST_KILLS_OF_A_MUTANT = 100;
    private static final Path HOME = Path.of("target", "crash").toAbsolutePath();

    private static final KillablePostgres POSTGRES = new KillablePostgres(HOME.resolve("postgres"));

    @BeforeAll
    static void start() throws Exception {
        if (Files.exists(HOME)) {
            try (var files = Files.walk(HOME)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(HOME);
        POSTGRES.start();
    }

    @AfterAll
    static void stop() throws Exception {
        POSTGRES.close();
    }

    @Test
    void losesNothingWhenTheServerIsKilledOnSqlite() throws Exception {
        try (var run = onSqlite("on-sqlite", List.of())) {
            run.killFirstStart();

            assertNothingLost(run.run(KILLS));
        }
    }

    @Test
    void losesNothingWhenTheServerOrTheDatabaseIsKilledOnPostgres() throws Exception {
        var directory = HOME.resolve("on-postgres");
        var installation = Installation.onPostgres(directory, List.of(), POSTGRES.create("crash"));
        try (var run = new CrashRun("on-postgres", directory, installation, List.of(installation.server(), POSTGRES))) {
            run.killFirstStart();

            assertNothingLost(run.run(2 * KILLS));
        }
    }

    @Test
    void catchesAnAnswerBeforeTheCommitOnSqlite() throws Exception {
        assertCaughtOnSqlite("sqlite-before-commit", Mutants.sqliteAnswersBeforeCommit());
    }

    @Test
    void catchesAnAnswerAtTheReleaseOfTheSavepoint() throws Exception {
        assertCaughtOnSqlite("sqlite-at-savepoint", Mutants.sqliteAnswersAtSavepoint());
    }

    @Test
    void catchesAnAnswerBeforeTheCommitOnPostgres() throws Exception {
        var directory = HOME.resolve("postgres-before-commit");
        var installation = Installation.onPostgres(
                directory,
                List.of(Mutants.postgresAnswersBeforeCommit().into(directory)),
                POSTGRES.create("before_commit"));
        assertCaught(new CrashRun("postgres-before-commit", directory, installation, List.of(installation.server())));
    }

    @Test
    void catchesACommitThatDoesNotWaitForTheDatabasesLog() throws Exception {
        var directory = HOME.resolve("postgres-without-log");
        var installation = Installation.onPostgres(
                directory,
                List.of(Mutants.postgresDoesNotWaitForItsLog().into(directory)),
                POSTGRES.create("without_log"));
        assertCaught(new CrashRun("postgres-without-log", directory, installation, List.of(POSTGRES)));
    }

    private static CrashRun onSqlite(String name, List<Path> mutants) throws Exception {
        var directory = HOME.resolve(name);
        var installation = Installation.onSqlite(directory, mutants);
        return new CrashRun(name, directory, installation, List.of(installation.server()));
    }

    private static void assertCaughtOnSqlite(String name, Mutant mutant) throws Exception {
        assertCaught(onSqlite(name, List.of(mutant.into(HOME.resolve(name)))));
    }

    private static void assertNothingLost(Report report) {
        System.out.println(report);
        assertThat(report.findings()).as(report.toString()).isEqualTo(Findings.NONE);
        assertThat(report.acknowledged()).isGreaterThan(report.kills());
    }

    private static void assertCaught(CrashRun mutant) throws Exception {
        try (mutant) {
            var report = mutant.run(MOST_KILLS_OF_A_MUTANT);
            System.out.println(report);
            assertThat(report.findings().lost()).as(report.toString()).isNotEmpty();
        }
    }
}
