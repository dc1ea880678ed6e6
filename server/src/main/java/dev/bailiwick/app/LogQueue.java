package dev.bailiwick.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes the log on a thread of its own, so that a pipe nobody reads or a full disk holds no request up: what does not fit
 * into the queue is dropped, and counted in the log once there is room again.
 */
final class LogQueue extends Handler {

    private static final int LINES = 2_048;
    private static final Duration FLUSHING = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(5);

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES);
    private final OutputStream target;
    private final LogFormat format;
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    /**
     * Starts the thread.
     *
     * @param target where the lines go; unbuffered
     */
    LogQueue(OutputStream target, LogFormat format) {
        this.target = target;
        this.format = format;
        Thread.ofPlatform().name("log").daemon(true).start(this::work);
    }

    /** How many lines were dropped. */
    long dropped() {
        return dropped.sum();
    }

    @Override
    public void publish(LogRecord event) {
        if (!isLoggable(event)) {
            return;
        }
        if (lines.offer(format.line(LogLine.of(event)))) {
            taken.incrementAndGet();
        } else {
            dropped.increment();
        }
    }

    /** Waits until what was logged is written, two seconds at most. */
    @Override
    public void flush() {
        long goal = taken.get();
        long end = System.nanoTime() + FLUSHING.toNanos();
        try {
            while (written.get() < goal && System.nanoTime() < end) {
                Thread.sleep(STEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        flush();
    }

    private void work() {
        long told = 0;
        try {
            while (true) {
                write(lines.take());
                written.incrementAndGet();
                long missing = dropped.sum();
                if (missing > told) {
                    write(notice(missing - told));
                    told = missing;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String notice(long count) {
        var event = new LogRecord(Level.WARNING, count + " lines of the log were dropped");
        event.setLoggerName(LogQueue.class.getName());
        return format.line(LogLine.of(event));
    }

    /** There is nowhere to tell that the log cannot be written. */
    private void write(String line) {
        try {
            target.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            target.flush();
        } catch (IOException e) {
            dropped.increment();
        }
    }
}
