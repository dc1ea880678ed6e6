package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.SetClock;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final SetClock clock = new SetClock(NOW);

    @Test
    void refusesWhatIsBeyondTheLimitUntilTimeHasPassed() {
        var limit = new RateLimit(2, clock);
        var acme = new TenantId("acme");

        assertThat(limit.take(acme)).isTrue();
        assertThat(limit.take(acme)).isTrue();
        assertThat(limit.take(acme)).isFalse();
        assertThat(limit.take(new TenantId("globex"))).as("another tenant").isTrue();
        clock.pass(Duration.ofSeconds(1));
        assertThat(limit.left(acme)).isEqualTo(2);
    }

    @Test
    void tellsOfItInEveryAnswerAndCountsProvedCallersOnly() {
        var router = router(new RateLimit(1, clock));

        var stranger = ask(router, "none");
        var first = ask(router, "all");
        var second = ask(router, "all");

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.headers()).containsEntry("x-ratelimit-remaining", "1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers())
                .containsEntry("x-ratelimit-limit", "1")
                .containsEntry("x-ratelimit-remaining", "0")
                .containsEntry("x-ratelimit-reset", String.valueOf(NOW.getEpochSecond() + 1));
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.headers()).containsEntry("Retry-After", "1").containsEntry("x-ratelimit-remaining", "0");
    }

    @Test
    void letsEverythingThroughWhereThereIsNone() {
        var router = router(new RateLimit(0, clock));

        for (int i = 0; i < 1_000; i++) {
            assertThat(ask(router, "all").status()).isEqualTo(200);
        }
        assertThat(ask(router, "all").headers()).containsEntry("x-ratelimit-remaining", "1000000");
    }

    private Router router(RateLimit limit) {
        var tenant = new Tenant(new TenantId("acme"), "acme", "acme.test");
        Authenticator callers = new BearerToken((_, token) -> new Caller("x", Set.of(token)));
        var api = Api.of(
                        List.of("/api"),
                        List.of(Route.get("/x", Access.anyOf("all"), _ -> Answer.ok("x"))),
                        callers,
                        new PlainErrors())
                .within(limit);
        return new Router(
                List.of(api),
                (_, _) -> Optional.of(tenant),
                new RandomText(new Random(1)),
                new Traffic(10),
                DoorRules.DEFAULT);
    }

    private static Answer ask(Router router, String token) {
        var request = token.equals("none")
                ? FakeRequest.of("GET", "/api/x")
                : FakeRequest.of("GET", "/api/x").from("Bearer " + token);
        return router.answer(request, router.visit(request));
    }
}
