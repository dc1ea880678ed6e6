import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs the built distribution once, as its users will, so that the JVM can keep what it learnt of the classes (JEP 483, JEP
 * 514) in {@code lib/bailiwick.aot}: later starts take half the time. Run by the build: {@code java Rehearsal.java
 * DISTRIBUTION}.
 */
final class Rehearsal {

    private static final Pattern HTTP = Pattern.compile("  HTTP +(http://\\S+)/");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        var distribution = Path.of(arguments[0]);
        var cache = distribution.resolve("lib/bailiwick.aot").toAbsolutePath();
        Files.deleteIfExists(cache);
        var data = Files.createTempDirectory("bailiwick-rehearsal");
        try {
            start(distribution, data, ""); // makes the data directory, so that the rehearsal is of an ordinary start
            start(distribution, data, "-XX:AOTCacheOutput=" + cache);
        } finally {
            remove(data);
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("The rehearsal left no " + cache);
        }
    }

    private static void start(Path distribution, Path data, String options) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(distribution.resolve("bin/bailiwick").toString(), "start")
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("BAILIWICK_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("BAILIWICK_DATA_DIR", data.toString());
        environment.put("BAILIWICK_HTTPS_PORT", "0");
        environment.put("BAILIWICK_HTTP_PORT", "0");
        environment.put("BAILIWICK_BOOTSTRAP_CLIENT_ID", "rehearsal");
        environment.put("BAILIWICK_BOOTSTRAP_CLIENT_SECRET", "rehearsal");
        environment.put("BAILIWICK_JAVA_OPTIONS", options);
        var server = builder.start();
        try (var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            use(url(output));
            server.toHandle().destroy(); // the process’s own method would close its output
            output.lines().forEach(_ -> {});
            if (!server.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The rehearsal does not end.");
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static String url(BufferedReader output) throws IOException {
        var read = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            var http = HTTP.matcher(line);
            if (http.lookingAt()) {
                return http.group(1);
            }
        }
        throw new IllegalStateException("The rehearsal did not start:\n" + read);
    }

    private static void use(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var form = "grant_type=client_credentials&client_id=rehearsal&client_secret=rehearsal&audience=urn:auth0-authz-api";
            var request = HttpRequest.newBuilder(URI.create(url + "/oauth/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build();
            var token = TOKEN.matcher(http.send(request, BodyHandlers.ofString()).body());
            if (!token.find()) {
                throw new IllegalStateException("The rehearsal got no token.");
            }
            var question = HttpRequest.newBuilder(URI.create(url + "/authorization/api/users/a/policy/b"))
                    .header("Authorization", "Bearer " + token.group(1))
                    .POST(BodyPublishers.ofString("{\"connectionName\":\"c\"}"))
                    .build();
            if (http.send(question, BodyHandlers.ofString()).statusCode() != 200) {
                throw new IllegalStateException("The rehearsal got no decision.");
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
