package dev.bailiwick.management.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.ErrorDialect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients of 2012 take any status but 400 for success when they create or change something. */
class ManagementV1ErrorsTest {

    private static final List<Problem> AGAINST = List.of(
            new Problem.NotFound("user", "u"),
            new Problem.Gone(),
            new Problem.Conflict("user", "email", "a"),
            new Problem.TooLarge(7),
            new Problem.TooManyRequests(Duration.ofSeconds(3)),
            new Problem.Unavailable(Duration.ofSeconds(3)),
            new Problem.OutcomeUnknown(),
            new Problem.NoSuchRoute("PUT", "/api/connections/"),
            new Problem.Unexpected());

    private final ErrorDialect errors = new ManagementV1Errors();

    @Test
    void refusesAChangeWith400WhateverStandsAgainstIt() {
        for (var problem : AGAINST) {
            var other = errors.render(problem, "DELETE");
            for (var method : new String[] {"POST", "PUT", "PATCH"}) {
                var change = errors.render(problem, method);

                assertThat(change.status()).as(problem.toString()).isEqualTo(400);
                assertThat(other.status()).as(problem.toString()).isNotEqualTo(400);
                assertThat(change.content()).isEqualTo(other.content());
                assertThat(change.headers()).isEqualTo(other.headers());
            }
            assertThat(errors.render(problem, "GET")).isEqualTo(other);
        }
    }

    @Test
    void tellsWhoeverIsNotKnownSoInAChangeToo() {
        var refused = errors.render(new Problem.Unauthenticated(AuthenticationFailure.MISSING), "POST");

        assertThat(refused.status()).isEqualTo(401);
    }
}
