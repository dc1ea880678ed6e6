package dev.bailiwick.web;

import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * How long one client may keep its connection waiting: for the TLS handshake and for the head of a request so long in all,
 * for its body so long and a second more for each 16 KiB that have come, for taking a piece of the answer three times so long.
 * Only waiting counts, not what the server does meanwhile; and a connection without a request may wait as Helidon lets it.
 */
final class Pace {

    private static final ScopedValue<Pace> CURRENT = ScopedValue.newInstance();
    private static final int SLOWEST_BYTES_PER_SECOND = 16 * 1024;
    private static final int PATIENCE_OF_SENDING = 3;
    private static final long PAUSE_IN_LEFTOVER = Duration.ofSeconds(1).toNanos();
    private static final int MOST_OF_BEGINNING = 256;
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final long patience;
    private final Thread thread = Thread.currentThread();
    private Part part = Part.NOTHING;
    private long received;
    private long waited;
    private String beginning = "";

    // Guarded by this, because the watch looks at them too.
    private boolean isWaiting;
    private boolean isCut;
    private long end;

    private enum Part {
        NOTHING,
        HEAD,
        BODY,
        LEFTOVER
    }

    /** The pace of a connection that the current thread serves. */
    Pace(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** The one of the connection that the current thread serves. */
    static Optional<Pace> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** What may be thrown while a connection is served. */
    interface Serving {
        void serve() throws InterruptedException;
    }

    void during(Serving serving) throws InterruptedException {
        ScopedValue.where(CURRENT, this).<Boolean, InterruptedException>call(() -> {
            serving.serve();
            return true;
        });
    }

    /** The client has connected, and TLS begins. */
    void beginHandshake() {
        limit(System.nanoTime() + patience);
    }

    /** What comes now is a request. */
    void endHandshake() {
        if (unlimit()) {
            throw new CloseConnectionException("the client is too slow");
        }
    }

    /** Whether nothing of a request has come since the last was answered. */
    boolean isBetweenRequests() {
        return part == Part.NOTHING;
    }

    /** The client has begun a request. */
    void begin() {
        enter(Part.HEAD);
    }

    /** The head is read whole; from now on it is the body that is waited for. */
    void headRead() {
        enter(Part.BODY);
    }

    /** The request is answered, and what comes of its body is of no use: the first pause of a second ends the connection. */
    void leftover() {
        enter(Part.LEFTOVER);
    }

    /** The request is answered, and nothing more of it can come. */
    void done() {
        enter(Part.NOTHING);
    }

    /** Waits for the client to send. */
    void receiving(Runnable waiting) {
        long began = System.nanoTime();
        switch (part) {
            case NOTHING -> waiting.run();
            case HEAD -> waiting(waiting, began + patience - waited);
            case BODY ->
                waiting(waiting, began + patience - waited + received / SLOWEST_BYTES_PER_SECOND * NANOS_PER_SECOND);
            case LEFTOVER -> waiting(waiting, began + PAUSE_IN_LEFTOVER);
        }
        waited += part == Part.NOTHING ? 0 : System.nanoTime() - began;
    }

    /** These bytes have come. */
    void received(byte[] piece) {
        if (part == Part.NOTHING) {
            begin();
            beginning = new String(piece, 0, Math.min(piece.length, MOST_OF_BEGINNING), StandardCharsets.ISO_8859_1);
        }
        received += piece.length;
    }

    /** How the head that is being read begins, as far as that is known: empty for one that came together with something else. */
    String beginning() {
        return beginning;
    }

    /** Waits for the client to take a piece of the answer. */
    void sending(Runnable waiting) {
        waiting(waiting, System.nanoTime() + PATIENCE_OF_SENDING * patience);
    }

    /** Ends the connection if its client is overdue. Called by the watch's thread; an interrupt closes the socket. */
    synchronized void cutIfOverdue() {
        if (isWaiting && !isCut && System.nanoTime() - end > 0) {
            isCut = true;
            thread.interrupt();
        }
    }

    private void enter(Part next) {
        part = next;
        received = 0;
        waited = 0;
        beginning = "";
    }

    private void waiting(Runnable waiting, long until) {
        limit(until);
        try {
            waiting.run();
        } catch (RuntimeException e) {
            if (unlimit()) {
                throw new CloseConnectionException("the client is too slow", e);
            }
            throw e;
        }
        if (unlimit()) {
            throw new CloseConnectionException("the client is too slow");
        }
    }

    private synchronized void limit(long until) {
        end = until;
        isWaiting = true;
    }

    private synchronized boolean unlimit() {
        isWaiting = false;
        return isCut;
    }
}
