package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of Management API v2 meet where the operator has limited them. */
@EachEngine
class ManagementRateLimitTest {

    private static final int MOST = 2;

    @Test
    void refusesWhoeverAsksMoreOftenAsTheOriginal(TestDatabase database, @TempDir Path directory) {
        var limited = Node.settings(database, directory, Map.of(Setting.MANAGEMENT_RATE_LIMIT, String.valueOf(MOST)));
        try (var node = Node.start(limited)) {
            var issued = TestBailiwick.json(node.token(node.firstClient(), "https://" + Node.DOMAIN + "/api/v2/"));
            var token = issued.get("access_token").asString();
            var taken = ask(node, token);
            HttpResponse<String> refused = taken;
            for (int n = 0; n < 100 && !isRefusedWithNoneLeft(refused); n++) {
                refused = ask(node, token);
            }

            assertThat(taken.statusCode()).isEqualTo(200);
            assertThat(header(taken, "x-ratelimit-limit")).isEqualTo(String.valueOf(MOST));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).isEqualTo("""
                    {"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached",\
                    "errorCode":"too_many_requests"}""");
            assertThat(header(refused, "x-ratelimit-limit")).isEqualTo(String.valueOf(MOST));
            assertThat(header(refused, "x-ratelimit-remaining")).isEqualTo("0");
            assertThat(Long.parseLong(header(refused, "x-ratelimit-reset")))
                    .isBetween(Instant.now().getEpochSecond() - 5, Instant.now().getEpochSecond() + 5);
            assertThat(header(refused, "Retry-After")).isEqualTo("1");
        }
    }

    /** Another request may be allowed again between a refusal and the look at how many are left. */
    private static boolean isRefusedWithNoneLeft(HttpResponse<String> answer) {
        return answer.statusCode() == 429
                && header(answer, "x-ratelimit-remaining").equals("0");
    }

    private static HttpResponse<String> ask(Node node, String token) {
        return node.management("GET", "/clients?fields=client_id", token, "");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
