package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Deadline;
import java.security.SecureRandom;
import java.time.Duration;
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

    @Test
    void waitsNoLongerThanTheDeadlineAndNeverBeginsWhatNobodyWaitsFor() {
        try (var passwords = new Passwords(new SecureRandom(), 1, 2)) {
            var slow = imported(13);

            for (int i = 0; i < 5; i++) {
                expectGivenUp(passwords, slow);
            }

            assertThat(passwords.verify(slow, "secret"))
                    .as("there is room for it behind the first")
                    .isFalse();
        }
    }

    @Test
    void hashesWhileAnImportedHashIsCompared() {
        try (var passwords = new Passwords(new SecureRandom(), 1, 2)) {
            var ours = passwords.hash("secret");

            expectGivenUp(passwords, imported(16)); // and goes on for some four seconds

            assertThat(Deadline.within(Duration.ofSeconds(2), () -> passwords.verify(ours, "secret")))
                    .isTrue();
        }
    }

    private static void expectGivenUp(Passwords passwords, PasswordHash hash) {
        var thrown = catchThrowableOfType(
                ProblemException.class,
                () -> Deadline.within(Duration.ofMillis(20), () -> passwords.verify(hash, "secret")));
        assertThat(thrown.problem()).isInstanceOf(Problem.Unavailable.class);
    }

    private static PasswordHash imported(int cost) {
        return PasswordHash.ofBcrypt("hash", "$2a$" + cost + "$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
    }
}
