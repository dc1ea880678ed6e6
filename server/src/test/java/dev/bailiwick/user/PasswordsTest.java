package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void hashesOnePasswordNeverTwiceTheSame() {
        try (var passwords = new Passwords(new SecureRandom())) {
            var first = passwords.hash("secret");
            var second = passwords.hash("secret");

            assertThat(first.hash()).isNotEqualTo(second.hash());
            assertThat(passwords.verify(first, "secret")).isTrue();
            assertThat(passwords.verify(second, "secret")).isTrue();
            assertThat(passwords.verify(first, "other")).isFalse();
        }
    }

    @Test
    @DisplayName(
            "PW-06: no more is calculated at once than there are threads, few wait, and the others are refused at once")
    void refusesWhatWouldHaveToWaitForLong() throws InterruptedException {
        try (var passwords = new Passwords(new SecureRandom(), 1, 2)) {
            var done = new AtomicInteger();
            var refused = new AtomicInteger();
            var callers = IntStream.range(0, 40)
                    .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                        try {
                            passwords.hash("secret");
                            done.incrementAndGet();
                        } catch (ProblemException e) {
                            assertThat(e.problem()).isInstanceOf(Problem.Unavailable.class);
                            refused.incrementAndGet();
                        }
                    }))
                    .toList();
            for (var caller : callers) {
                caller.join();
            }

            assertThat(done.get() + refused.get()).isEqualTo(40);
            assertThat(done.get()).isGreaterThanOrEqualTo(3);
            assertThat(refused.get()).isPositive();
        }
    }
}
