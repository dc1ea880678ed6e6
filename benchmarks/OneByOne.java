import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Asks the benchmarks' server over one connection, one request after the other, each in turn with a bare route. */
final class OneByOne {

    private static final String URL = "http://127.0.0.1:18080";
    private static final int WARM_UP = 50;
    private static final long SLOW_NANOS = 1_000_000_000;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;

    /** With a token for an API. */
    OneByOne(String audience) throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=benchmark"
                + "&client_secret=not-a-secret-of-anybody-0123456789abcdef&audience=" + encoded(audience);
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(URL + "/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        token = JsonObject.parse(answer.body().getBytes(StandardCharsets.UTF_8))
                .text("/access_token")
                .orElseThrow(() -> new IllegalStateException(answer.body()));
    }

    /** Measures kinds of requests: what each is called, and its path by number. A kind whose requests take seconds gets fewer. */
    void measure(Map<String, IntFunction<String>> kinds, int requests) throws IOException, InterruptedException {
        System.out.printf("%-28s %9s %9s  %9s %9s  answers%n", "ms", "p50", "p99", "bare p50", "bare p99");
        for (var kind : kinds.entrySet()) {
            measure(kind.getKey(), kind.getValue(), requests);
        }
    }

    private void measure(String name, IntFunction<String> kind, int requests) throws IOException, InterruptedException {
        var nanos = new long[requests];
        var bare = new long[requests];
        var statuses = new LinkedHashMap<Integer, Integer>();
        int calls = 0;
        for (int n = -WARM_UP; n < requests; n++) {
            long began = System.nanoTime();
            get("/health/live");
            long between = System.nanoTime();
            int status = get(kind.apply(n)).statusCode();
            long took = System.nanoTime() - between;
            if (n >= 0) {
                statuses.merge(status, 1, Integer::sum);
                nanos[calls] = took;
                bare[calls++] = between - began;
            }
            if (took > SLOW_NANOS) {
                n = n < 0 ? -1 : n + requests / 10;
            }
        }
        System.out.printf(
                "%-28s %9.2f %9.2f  %9.2f %9.2f  %s%n",
                name,
                percentile(nanos, calls, 0.5),
                percentile(nanos, calls, 0.99),
                percentile(bare, calls, 0.5),
                percentile(bare, calls, 0.99),
                statuses);
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(URL + path)).header("Authorization", "Bearer " + token).build(),
                BodyHandlers.ofByteArray());
    }

    private static double percentile(long[] nanos, int calls, double share) {
        var sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(calls - 1, share * calls)] / 1e6;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
