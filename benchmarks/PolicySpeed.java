import dev.bailiwick.Mutant;
import dev.bailiwick.rbac.PolicyWorld;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Policy calls beside a route of the same server that has the same authentication and answers a constant of the same size;
 * with users drawn uniformly and by Zipf's law, in a small world and a large one, and while the structure changes.
 */
final class PolicySpeed {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final Duration CHANGING = Duration.ofSeconds(60);
    private static final int CHANGES_PER_SECOND = 100;
    private static final int CHANGERS = 8;
    private static final String API = "/authorization/api";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private PolicySpeed() {}

    public static void main(String[] arguments) throws Exception {
        var work = Path.of(arguments[1]);
        int pairs = Integer.parseInt(arguments[2]);
        System.out.printf("%s, %d processors, Java %s, a heap of 2 GiB, 64 MiB of it for memberships%n",
                System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(), Runtime.version());
        var sizes = List.of(arguments).subList(3, arguments.length);
        for (var size : sizes) {
            int users = Integer.parseInt(size);
            if (arguments[0].equals("sqlite")) {
                measure(work.resolve("sqlite-" + users), "", users, pairs, users == Integer.parseInt(sizes.getLast()));
                continue;
            }
            try (var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "1GB")
                    .start()) {
                measure(
                        work.resolve("postgres-" + users),
                        postgres.getJdbcUrl("postgres", "postgres"),
                        users,
                        pairs,
                        users == Integer.parseInt(sizes.getLast()));
            }
        }
    }

    private static void measure(Path data, String url, int users, int pairs, boolean isLast) throws Exception {
        Files.createDirectories(data);
        var classes = withBareRoute(data);
        new Running(data, url, classes).close(); // makes the tenant
        long began = System.nanoTime();
        PolicyWorld.load(url.isEmpty() ? data.resolve("bailiwick.db").toString() : url, users);
        System.out.printf("%s, %,d users, loaded in %d s%n", url.isEmpty() ? "SQLite" : "PostgreSQL", users,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        try (var server = new Running(data, url, classes)) {
            for (boolean isZipf : new boolean[] {true, false}) {
                compare(server, isZipf, users, pairs);
            }
            if (isLast) {
                changing(server, users);
            }
        }
    }

    private static void compare(Running server, boolean isZipf, int users, int pairs) throws Exception {
        long size = run(server, isZipf, users, WARM_UP, policies()).size();
        run(server, isZipf, users, WARM_UP, bare(size));
        var ratios = new ArrayList<Double>();
        var tails = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        for (int pair = 0; pair < pairs; pair++) {
            long statements = server.statements();
            long read = server.membershipsRead();
            var ours = run(server, isZipf, users, RUN, policies());
            double perDecision = (server.statements() - statements) / (double) ours.nanos().length;
            double hits = 1 - (server.membershipsRead() - read) / (double) ours.nanos().length;
            var bare = run(server, isZipf, users, RUN, bare(size));
            System.out.printf(
                    "  %s: policies %,.0f/s p50 %.2f p99 %.1f ms (%.3f statements each, %.0f %% of memberships cached), bare %,.0f/s p50 %.2f p99 %.1f ms, failures %d%n",
                    isZipf ? "Zipf" : "uniform", ours.perSecond(), ours.percentile(0.5), ours.percentile(0.99),
                    perDecision, 100 * hits, bare.perSecond(), bare.percentile(0.5), bare.percentile(0.99),
                    ours.failures() + bare.failures());
            ratios.add(ours.perSecond() / bare.perSecond());
            tails.add(ours.percentile(0.99) / bare.percentile(0.99));
            rates.add(ours.perSecond());
        }
        System.out.printf("  %s: median ratio %.2f, of p99 %.2f, %d bytes an answer, median %,.0f/s%n",
                isZipf ? "Zipf" : "uniform", median(ratios), median(tails), size, median(rates));
    }

    /** A role goes on and off a group, so many times a second, while users are drawn by Zipf's law. */
    private static void changing(Running server, int users) throws Exception {
        var quiet = run(server, true, users, RUN, policies());
        long statements = server.statements();
        var changes = CompletableFuture.supplyAsync(() -> change(server));
        var busy = run(server, true, users, CHANGING, policies());
        System.out.printf(
                "  %d changes in %d s: policies %,.0f/s p99 %.1f ms (%.3f statements each), without %,.0f/s p99 %.1f ms, ratio %.2f, failures %d%n",
                changes.get(), CHANGING.toSeconds(), busy.perSecond(), busy.percentile(0.99),
                (server.statements() - statements) / (double) busy.nanos().length, quiet.perSecond(),
                quiet.percentile(0.99), busy.perSecond() / quiet.perSecond(), busy.failures());
    }

    /** Several take turns, so that a change that takes longer than its share of a second delays no other. */
    private static int change(Running server) {
        long began = System.nanoTime();
        var next = new AtomicInteger();
        try (var changers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CHANGERS; i++) {
                changers.submit(() -> {
                    while (System.nanoTime() - began < CHANGING.toNanos()) {
                        int change = next.getAndIncrement();
                        var path = API + "/groups/" + PolicyWorld.group(change / 2 % 10_000) + "/roles";
                        server.send(change % 2 == 0 ? "PATCH" : "DELETE", path, "[\"" + PolicyWorld.role(7) + "\"]");
                        long due = began + (change + CHANGERS) * (1_000_000_000L / CHANGES_PER_SECOND);
                        while (System.nanoTime() < due) {
                            LockSupport.parkNanos(due - System.nanoTime());
                        }
                    }
                });
            }
        }
        return next.get();
    }

    private static PolicyLoad.Asked policies() {
        return user -> API + "/users/" + PolicyWorld.user(user).replace("|", "%7C") + "/policy/"
                + PolicyWorld.client(user % PolicyWorld.CLIENTS);
    }

    private static PolicyLoad.Asked bare(long size) {
        return user -> API + "/users/" + PolicyWorld.user(user).replace("|", "%7C") + "/bare/" + size;
    }

    private static PolicyLoad.Outcome run(
            Running server, boolean isZipf, int users, Duration time, PolicyLoad.Asked asked) throws Exception {
        return PolicyLoad.run(server.port, server.token, asked, isZipf, users, time);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** The program with one more route, which reads the body and answers so many bytes. */
    private static String withBareRoute(Path directory) throws Exception {
        var resource = Class.forName("dev.bailiwick.extension.PolicyResource");
        var last = "post(\"/users/policy\", anyOf(\"read:users\"), this::decideAll)";
        return new Mutant(resource, Map.of(last, last + """
                        , post("/users/{id}/bare/{client}", anyOf("read:users"), call -> {
                            call.body().bytes();
                            return Answer.text("application/json", "x".repeat(Integer.parseInt(call.path("client"))));
                        })
                        """)).into(directory).toString();
    }

    /** A server of its own process. */
    private static final class Running implements AutoCloseable {

        private final Process process;
        private final int port = 18_080;
        private final String token;

        Running(Path data, String url, String classes) throws Exception {
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx2g",
                    "-cp",
                    classes + File.pathSeparator + System.getProperty("java.class.path"),
                    "dev.bailiwick.Main",
                    "start");
            builder.environment().putAll(Map.of(
                    "BAILIWICK_DATA_DIR", data.toString(),
                    "BAILIWICK_HTTP_PORT", String.valueOf(port),
                    "BAILIWICK_HTTPS_PORT", "18443",
                    "BAILIWICK_BOOTSTRAP_CLIENT_ID", "benchmark",
                    "BAILIWICK_BOOTSTRAP_CLIENT_SECRET", "not-a-secret-of-anybody-0123456789abcdef"));
            if (!url.isEmpty()) {
                builder.environment().put("BAILIWICK_DATABASE_URL", url);
                builder.environment().put("BAILIWICK_DOMAIN", "localhost:8443");
                builder.environment().put("BAILIWICK_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
            }
            process = builder.redirectErrorStream(true)
                    .redirectOutput(data.resolve("log").toFile())
                    .start();
            await();
            token = token();
        }

        private void await() throws Exception {
            for (int i = 0; i < 600; i++) {
                try {
                    if (get("/health/ready").statusCode() == 200) {
                        return;
                    }
                } catch (IllegalStateException e) {
                    // not yet
                }
                if (!process.isAlive()) {
                    throw new IllegalStateException("the server ended, see its log");
                }
                Thread.sleep(100);
            }
            throw new IllegalStateException("the server does not start");
        }

        private String token() {
            var answer = send("POST", "/oauth/token", "{\"grant_type\":\"client_credentials\",\"client_id\":\"benchmark\","
                    + "\"client_secret\":\"not-a-secret-of-anybody-0123456789abcdef\",\"audience\":\"urn:auth0-authz-api\"}");
            int begin = answer.indexOf("\"access_token\":\"") + 16;
            return answer.substring(begin, answer.indexOf('"', begin));
        }

        long statements() {
            return counter("bailiwick_read_barrier_statements");
        }

        long membershipsRead() {
            return counter("bailiwick_memberships_read");
        }

        private long counter(String name) {
            return get("/metrics").body().lines()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        String send(String method, String path, String body) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            var answer = ask(request.build());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }

        private HttpResponse<String> get(String path) {
            return ask(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build());
        }

        private static HttpResponse<String> ask(HttpRequest request) {
            try {
                return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
