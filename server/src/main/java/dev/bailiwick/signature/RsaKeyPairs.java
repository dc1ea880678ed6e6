package dev.bailiwick.signature;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * RSA key pairs of 2,048 bits, a few of them made ahead, since making one takes a tenth of a second and more.
 *
 * <p>One background thread fills the stock, one pair after another, a moment after its first use: who never takes a pair, and who
 * is gone again at once, pays nothing for it.
 */
public final class RsaKeyPairs implements AutoCloseable {

    private static final int BITS = 2048;
    private static final int USUAL = 4;
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration SHORT_REST = Duration.ofSeconds(1);

    private final BlockingQueue<KeyPair> spare;
    private final Duration rest;
    private final Supplier<KeyPair> maker;
    private @Nullable Thread filling;
    private boolean closed;

    public RsaKeyPairs() {
        this(USUAL);
    }

    /**
     * A stock of another size.
     *
     * @param most how many pairs are made ahead
     */
    public RsaKeyPairs(int most) {
        this(most, REST);
    }

    /**
     * A stock with a patience of its own.
     *
     * @param rest how long after its first use it begins to be filled
     */
    RsaKeyPairs(int most, Duration rest) {
        this(most, rest, RsaKeyPairs::generate);
    }

    /**
     * The same of another make.
     *
     * @param maker makes a pair
     */
    RsaKeyPairs(int most, Duration rest, Supplier<KeyPair> maker) {
        this.spare = new ArrayBlockingQueue<>(most);
        this.rest = rest;
        this.maker = maker;
    }

    /**
     * A stock for a server that is there to make tenants: its first pair is made now, while the server starts, and the others from
     * a second on.
     */
    public static RsaKeyPairs madeAtOnce(int most) {
        var pairs = new RsaKeyPairs(most, SHORT_REST);
        pairs.startFilling(1);
        return pairs;
    }

    /** A pair that nobody else gets: one from the stock, or a new one when that is empty. */
    public KeyPair take() {
        startFilling(0);
        var pair = spare.poll();
        return pair == null ? maker.get() : pair;
    }

    /** How many pairs are in stock. */
    int spare() {
        return spare.size();
    }

    /** Stops making pairs ahead; {@link #take} still works. */
    @Override
    public synchronized void close() {
        closed = true;
        if (filling != null) {
            filling.interrupt();
        }
    }

    private synchronized void startFilling(int beforeRest) {
        if (filling == null && !closed) {
            filling = Thread.ofPlatform().name("rsa-key-pairs").daemon().start(() -> fill(beforeRest));
        }
    }

    private void fill(int beforeRest) {
        try {
            for (int i = 0; i < beforeRest; i++) {
                spare.put(maker.get());
            }
            Thread.sleep(rest);
            while (!Thread.currentThread().isInterrupted()) {
                spare.put(maker.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
