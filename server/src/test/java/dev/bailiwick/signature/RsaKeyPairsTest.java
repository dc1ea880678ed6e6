package dev.bailiwick.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class RsaKeyPairsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SIZE = 4;

    @Test
    void makesNothingBeforeItsFirstUse() throws InterruptedException {
        try (var pairs = new RsaKeyPairs(SIZE, Duration.ZERO)) {
            Thread.sleep(500);

            assertThat(pairs.spare()).isZero();
        }
    }

    @Test
    void fillsItsStockAfterTheFirstUseAndNoFurther() throws InterruptedException {
        try (var pairs = new RsaKeyPairs(SIZE, Duration.ZERO)) {
            pairs.take();
            awaitSpare(pairs, SIZE);
            Thread.sleep(500);

            assertThat(pairs.spare()).isEqualTo(SIZE);
            pairs.take();
            awaitSpare(pairs, SIZE);
        }
    }

    @Test
    void fillsAStockThatIsMadeAtOnceBeforeItsFirstUse() throws InterruptedException {
        try (var pairs = RsaKeyPairs.madeAtOnce(2)) {
            awaitSpare(pairs, 2);

            assertThat(pairs.spare()).isEqualTo(2);
        }
    }

    @Test
    void givesEachPairOnceFromTheStockAndFromBeyondIt() throws InterruptedException {
        try (var pairs = new RsaKeyPairs(SIZE, Duration.ZERO)) {
            pairs.take();
            awaitSpare(pairs, SIZE);
            var taken = new HashSet<RSAPublicKey>();
            for (int i = 0; i < 8; i++) {
                taken.add(publicKey(pairs.take()));
            }

            assertThat(taken).hasSize(8).allMatch(key -> key.getModulus().bitLength() == 2048);
        }
    }

    @Test
    void worksOnWithoutAStockWhenItIsClosed() throws InterruptedException {
        var pairs = new RsaKeyPairs(SIZE, Duration.ZERO);
        pairs.take();
        awaitSpare(pairs, 1);
        pairs.close();
        Thread.sleep(500);
        while (pairs.spare() > 0) {
            pairs.take();
        }

        assertThat(publicKey(pairs.take()).getModulus().bitLength()).isEqualTo(2048);
        Thread.sleep(500);
        assertThat(pairs.spare()).isZero();
    }

    private static RSAPublicKey publicKey(KeyPair pair) {
        return (RSAPublicKey) pair.getPublic();
    }

    private static void awaitSpare(RsaKeyPairs pairs, int count) throws InterruptedException {
        var end = Instant.now().plus(LONG);
        while (pairs.spare() < count && Instant.now().isBefore(end)) {
            Thread.sleep(10);
        }
        assertThat(pairs.spare()).isGreaterThanOrEqualTo(count);
    }
}
