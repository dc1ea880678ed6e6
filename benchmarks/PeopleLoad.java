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
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks for users over one connection, one request after the other, each kind in turn with a bare route. */
final class PeopleLoad {

    private static final int WARM_UP = 50;
    private static final long SLOW_NANOS = 1_000_000_000;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    private PeopleLoad(int port) throws IOException, InterruptedException {
        url = "http://127.0.0.1:" + port;
        var form = "grant_type=client_credentials&client_id=benchmark"
                + "&client_secret=not-a-secret-of-anybody-0123456789abcdef&audience="
                + encoded("https://localhost:18443/api/v2/");
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        token = JsonObject.parse(answer.body()).text("/access_token").orElseThrow(() -> new IllegalStateException(answer.body()));
    }

    public static void main(String[] arguments) throws Exception {
        int users = Integer.parseInt(arguments[1]);
        int requests = Integer.parseInt(arguments[2]);
        var load = new PeopleLoad(Integer.parseInt(arguments[0]));
        var random = new SplittableRandom(1);
        var connection = "identities.connection:\"Username-Password-Authentication\"";
        var kinds = new LinkedHashMap<String, IntFunction<String>>();
        kinds.put("one by id", _ -> "/users/" + encoded(People.id(random.nextInt(users))));
        kinds.put("by address", _ -> "/users-by-email?email=" + encoded(People.email(random.nextInt(users))));
        kinds.put("email:\"x\"", _ -> search("email:\"" + People.email(random.nextInt(users)) + "\"", ""));
        kinds.put("name:jo*", _ -> search("name:jo*", ""));
        kinds.put("name:jo*, total", _ -> search("name:jo*", "&include_totals=true"));
        kinds.put("plan:gold, page 0", _ -> search("app_metadata.plan:gold", ""));
        kinds.put("plan:gold, page 9", _ -> search("app_metadata.plan:gold", "&page=9"));
        kinds.put("plan:gold, page 0, total", _ -> search("app_metadata.plan:gold", "&include_totals=true"));
        kinds.put("plan:gold, page 9, total", _ -> search("app_metadata.plan:gold", "&page=9&include_totals=true"));
        kinds.put("all, total", _ -> "/users?per_page=100&include_totals=true");
        kinds.put("all by created_at", _ -> "/users?per_page=100&include_totals=true&sort=created_at:-1");
        kinds.put("name:jo* by created_at", _ -> search("name:jo*", "&sort=created_at:-1"));
        kinds.put("connection and email", _ -> search(connection + " AND email:\"" + People.email(random.nextInt(users)) + "\"", "&include_totals=true"));
        kinds.put("plan:gold and name:jo*", _ -> search("app_metadata.plan:gold AND name:jo*", "&include_totals=true"));
        kinds.put("email:*son7*", _ -> search("email:*son7*", ""));
        var unserved = IntStream.range(0, 12).mapToObj("*q%dq*"::formatted).collect(Collectors.joining(" OR "));
        kinds.put("one scan", _ -> search("*zzz*", ""));
        kinds.put("twelve scans", _ -> search(unserved, "&include_totals=true"));
        System.out.printf("%-28s %9s %9s  %9s %9s  answers%n", "ms", "p50", "p99", "bare p50", "bare p99");
        for (var kind : kinds.entrySet()) {
            load.measure(kind, requests);
        }
    }

    private void measure(Map.Entry<String, IntFunction<String>> kind, int requests) throws IOException, InterruptedException {
        var nanos = new long[requests];
        var bare = new long[requests];
        var statuses = new LinkedHashMap<Integer, Integer>();
        int warmUp = WARM_UP;
        int calls = 0;
        for (int n = -warmUp; n < requests; n++) {
            long began = System.nanoTime();
            get("/health/live");
            long between = System.nanoTime();
            int status = get("/api/v2" + kind.getValue().apply(n)).statusCode();
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
                kind.getKey(),
                percentile(nanos, calls, 0.5),
                percentile(nanos, calls, 0.99),
                percentile(bare, calls, 0.5),
                percentile(bare, calls, 0.99),
                statuses);
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token).build(),
                BodyHandlers.ofByteArray());
    }

    private static double percentile(long[] nanos, int calls, double share) {
        var sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(calls - 1, share * calls)] / 1e6;
    }

    private static String search(String query, String more) {
        return "/users?per_page=100&q=" + encoded(query) + more;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
