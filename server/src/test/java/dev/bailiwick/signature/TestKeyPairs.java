package dev.bailiwick.signature;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Key pairs for servers that live for one test: making a new one takes longer than most tests. */
public final class TestKeyPairs {

    /** More than a test asks for, nearly always; then the first comes again. */
    private static final int DIFFERENT = 6;

    private static final List<KeyPair> MADE;
    private static final AtomicInteger TAKEN = new AtomicInteger();

    static {
        try (var pairs = new RsaKeyPairs()) {
            MADE = Stream.generate(pairs::take).limit(DIFFERENT).toList();
        }
    }

    private TestKeyPairs() {}

    /** A stock that gives the same few pairs in turn, to every server of this process. */
    public static RsaKeyPairs inTurn() {
        return new RsaKeyPairs(1, Duration.ofDays(1), () -> MADE.get(TAKEN.getAndIncrement() % DIFFERENT));
    }
}
