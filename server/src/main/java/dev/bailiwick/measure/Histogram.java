package dev.bailiwick.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts values by how large they are. Threads that count do not wait for each other. */
public final class Histogram {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
    };
    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, Double.POSITIVE_INFINITY};

    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    private Histogram(double[] bounds) {
        this.bounds = bounds;
        this.counts = new LongAdder[bounds.length];
        Arrays.setAll(counts, _ -> new LongAdder());
    }

    /** Of durations in seconds, from half a millisecond to ten seconds. */
    public static Histogram ofDurations() {
        return new Histogram(SECONDS);
    }

    /** Of small whole numbers, up to 256. */
    public static Histogram ofSizes() {
        return new Histogram(SIZES);
    }

    /** Counts one value. */
    public void add(double value) {
        int at = 0;
        while (value > bounds[at]) {
            at++;
        }
        counts[at].increment();
        sum.add(value);
    }

    /** Counts the time from a moment of {@link System#nanoTime()} until now. */
    public void addSince(long began) {
        add((System.nanoTime() - began) / NANOS_PER_SECOND);
    }

    /** The upper bounds of the classes, each included in its own; the last is infinite. */
    public double[] bounds() {
        return bounds.clone();
    }

    /** How many values each class has. */
    public long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    /** The sum of all values. */
    public double sum() {
        return sum.sum();
    }
}
