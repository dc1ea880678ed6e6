package dev.bailiwick.web;

import dev.bailiwick.measure.Histogram;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** All requests at all ports: how many there are at once, and what became of them. */
public final class Traffic {

    private static final Logger LOG = System.getLogger(Traffic.class.getName());
    private static final int FAILURES = 500;
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder shed = new LongAdder();
    private final AtomicLong complained = new AtomicLong(System.nanoTime() - QUIET_NANOS);
    private final Map<Kind, Histogram> durations = new ConcurrentHashMap<>();

    /**
     * No request yet.
     *
     * @param most how many may be answered at once
     */
    public Traffic(int most) {
        this.most = most;
    }

    /**
     * What requests are told apart by.
     *
     * @param route the route's template with its prefix, or {@code none}
     */
    public record Kind(String method, String route, int status) {}

    /** How many requests are being answered. */
    public int inFlight() {
        return inFlight.get();
    }

    /** How many requests were turned away because there were too many. */
    public long shed() {
        return shed.sum();
    }

    /** How long requests took, to the last byte of the answer. */
    public Map<Kind, Histogram> durations() {
        return Map.copyOf(durations);
    }

    /** Takes a request in, unless there are too many; who was taken in has to {@link #leave}. */
    boolean enter() {
        if (inFlight.incrementAndGet() <= most) {
            return true;
        }
        inFlight.decrementAndGet();
        shed.increment();
        complain();
        return false;
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    /** Counts an answer, and logs it: a failure as a warning, unless it was the door that turned the request away. */
    void answered(Visit visit, int status, boolean wasShed) {
        durations
                .computeIfAbsent(new Kind(visit.method, visit.route(), status), _ -> Histogram.ofDurations())
                .addSince(visit.began);
        var level = status >= FAILURES && !wasShed ? Level.WARNING : Level.DEBUG;
        if (LOG.isLoggable(level)) {
            var milliseconds = Duration.ofNanos(System.nanoTime() - visit.began).toMillis();
            LOG.log(
                    level,
                    "{0}",
                    new Answered(visit.method, visit.route(), status, milliseconds, visit.tenant(), visit.client));
        }
    }

    /** Once a second at most: the log is not to be flooded by whoever floods the door. */
    private void complain() {
        long last = complained.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS && complained.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "More than {0} requests at once: {1} were turned away so far",
                    String.valueOf(most),
                    String.valueOf(shed.sum()));
        }
    }
}
