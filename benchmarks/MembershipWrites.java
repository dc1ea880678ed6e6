import dev.bailiwick.Mutant;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.rbac.Group;
import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.LongGroup;
import dev.bailiwick.rbac.LongWorld;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.PostgresDatabase;
import dev.bailiwick.store.SqliteDatabase;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.Tenants;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * How fast users are put into groups: on PostgreSQL beside the same program that writes no version rows, on SQLite by
 * eight writers beside one. Each figure is a median of ratios of runs that follow each other.
 */
final class MembershipWrites {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final Origin ORIGIN = Origin.command("benchmark");
    private static final GroupId GROUP = new GroupId("group");

    private MembershipWrites() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "postgres" -> comparePostgres(Integer.parseInt(arguments[1]));
            case "sqlite" -> compareSqlite(Integer.parseInt(arguments[1]));
            case "run" -> System.out.println(run(arguments[1], Integer.parseInt(arguments[2])));
            default -> throw new IllegalArgumentException("postgres PAIRS, sqlite PAIRS or run DATABASE WRITERS");
        }
    }

    private static void comparePostgres(int pairs) throws Exception {
        var directory = Files.createTempDirectory("writes");
        var versionStore = Class.forName("dev.bailiwick.rbac.VersionStore");
        var renew = "private Map<Integer, Version> renew(Tx tx, TenantId tenant, List<Integer> ascending) {";
        var bare = new Mutant(
                        versionStore,
                        Map.of(renew, renew + "if (ascending.getFirst() != Version.STRUCTURE) { return Map.of(); }"))
                .into(directory);
        var ratios = new ArrayList<Double>();
        for (int pair = 0; pair < pairs; pair++) {
            long ours = onFreshPostgres("");
            long without = onFreshPostgres(bare + File.pathSeparator);
            System.out.printf("with version rows %,d writes/s, without %,d%n", ours, without);
            ratios.add((double) ours / without);
        }
        System.out.printf("median ratio %.2f (16 connections of two nodes)%n", median(ratios));
    }

    private static long onFreshPostgres(String before) throws Exception {
        try (var postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            return child(before, postgres.getJdbcUrl("postgres", "postgres"), 16);
        }
    }

    private static void compareSqlite(int pairs) throws Exception {
        var ratios = new ArrayList<Double>();
        for (int pair = 0; pair < pairs; pair++) {
            long one = child("", Files.createTempDirectory("writes").resolve("one.db").toString(), 1);
            long eight = child("", Files.createTempDirectory("writes").resolve("eight.db").toString(), 8);
            System.out.printf("8 writers %,d commits/s, 1 writer %,d%n", eight, one);
            ratios.add((double) eight / one);
        }
        System.out.printf("median ratio %.2f (SQLite, 8 writers to 1)%n", median(ratios));
    }

    private static long child(String before, String database, int writers) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        before + System.getProperty("java.class.path"),
                        MembershipWrites.class.getName(),
                        "run",
                        database,
                        String.valueOf(writers))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Long.parseLong(text.substring(text.lastIndexOf('\n') + 1));
        } finally {
            process.waitFor();
        }
    }

    /** Writes per second. */
    private static long run(String url, int writers) throws Exception {
        if (!url.startsWith("jdbc:")) {
            try (var database = SqliteDatabase.open(Path.of(url))) {
                return measured(List.of(node(database)), tenant(database), writers);
            }
        }
        try (var one = PostgresDatabase.open(url);
                var other = PostgresDatabase.open(url)) {
            return measured(List.of(node(one), node(other)), tenant(one), writers);
        }
    }

    private static long measured(List<Authorization> nodes, TenantId tenant, int writers) throws Exception {
        var group = new LongGroup(new Group(GROUP, "Group", "", null, null, null, null), List.of());
        nodes.getFirst()
                .worlds()
                .replace(tenant, new LongWorld(List.of("groups"), List.of(group), List.of(), List.of(), Map.of()), ORIGIN);
        var written = new LongAdder();
        long began = System.nanoTime();
        long measuredFrom = began + WARM_UP.toNanos();
        long end = measuredFrom + RUN.toNanos();
        try (var threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < writers; i++) {
                var members = nodes.get(i % nodes.size()).administration().groupMembers();
                var name = "auth0|" + i + "-";
                threads.submit(() -> {
                    for (int turn = 0; System.nanoTime() < end; turn++) {
                        members.add(tenant, GROUP, List.of(new UserId(name + turn)), ORIGIN);
                        if (System.nanoTime() > measuredFrom) {
                            written.increment();
                        }
                    }
                    return true;
                });
            }
        }
        return written.sum() / RUN.toSeconds();
    }

    private static Authorization node(Database database) {
        var random = new SecureRandom();
        return Authorization.over(
                database, new AuditLog(Clock.systemUTC(), new RandomText(random)), Clock.systemUTC(), random);
    }

    private static TenantId tenant(Database database) {
        var tenants = new Tenants(database, Clock.systemUTC(), new RandomText(new SecureRandom()));
        return database.transaction(tx -> tenants.addDefault(tx, "benchmark", "benchmark.test"))
                .id();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
