package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Mutant;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TestTenants;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contest finds the faults that the read barrier is there to prevent. */
class BarrierMutantsTest {

    private static final String SIGHT = "        tx.list(\n";
    private static final String TAKE = "                .forEach(row -> {\n";
    private static final String CACHE = "cache.put(key, new CachedMemberships(seen.user(), memberships));";
    private static final String FOLLOWED = "Optional.ofNullable(seen.graph())";
    private static final String ASKED = "    private static String asked(int n) {\n";
    private static final String ASK = "    private static EvidenceStore.Ask ask(";

    /** Now and then gives the others time for several changes, where these would seldom come in between. */
    private static final String PAUSED = """
                private static boolean paused() {
                    if (java.util.concurrent.ThreadLocalRandom.current().nextInt(8) == 0) {
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                    return true;
                }

            """;

    static List<Mutant> mutants() {
        return List.of(
                inTwoStatements("kind.equals(\"user\") || row.kind.equals(\"structure\")"),
                new Mutant(ReadBarrier.class, Map.of(CACHE, """
                        cache.put(key, new CachedMemberships(
                                sights.sight(ask(key, cached)).sighting().user(), memberships));
                        """)),
                new Mutant(
                        ReadBarrier.class,
                        Map.of(
                                FOLLOWED,
                                "Optional.ofNullable(paused() ? graphs.present(tenant) : null)",
                                ASK,
                                PAUSED + ASK)));
    }

    /** What is so of the rows is true of those that are read last. */
    private static Mutant inTwoStatements(String isLast) {
        return new Mutant(EvidenceStore.class, Map.of(SIGHT, """
                        for (boolean isLast : new boolean[] {false, true})
                        if (!isLast || paused())
                        tx.list(
                        """, TAKE, """
                        .stream().filter(row -> (row.%s) == isLast)
                        .forEach(row -> {
                        """.formatted(isLast), ASKED, PAUSED + ASKED));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void catches(Mutant mutant, @TempDir Path directory) throws Exception {
        try (TestDatabase fresh = Engine.POSTGRES.make()) {
            var tenant = TestTenants.add(fresh.open(), "acme");
            var output = run(mutant.into(directory), fresh.url(), tenant.value());

            assertThat(output).contains("FAULT ");
        }
    }

    private static String run(Path mutant, String url, String tenant) throws Exception {
        var contest = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        mutant + File.pathSeparator + Mutant.classPath(),
                        BarrierContest.class.getName(),
                        url,
                        tenant,
                        "4000",
                        "1",
                        "0")
                .redirectErrorStream(true)
                .start();
        try (var output = contest.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            contest.destroyForcibly().waitFor();
        }
    }
}
