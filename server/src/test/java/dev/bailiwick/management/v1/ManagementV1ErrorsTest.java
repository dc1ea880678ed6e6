package dev.bailiwick.management.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.Problem;
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
            new Problem.OutcomeUnknown());

    @Test
    void refusesAChangeWith400WhateverStandsAgainstIt() {
        for (var problem : AGAINST) {
            var change = ManagementV1Errors.ofChange(problem);
            var other = new ManagementV1Errors().render(problem);

            assertThat(change.status()).as(problem.toString()).isEqualTo(400);
            assertThat(other.status()).as(problem.toString()).isNotEqualTo(400);
            assertThat(change.content()).isEqualTo(other.content());
            assertThat(change.headers()).isEqualTo(other.headers());
        }
    }
}
