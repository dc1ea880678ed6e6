package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogQueueTest {

    private static final int FLOOD = 10_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void writesEveryEventInItsOrder() {
        var queue = new LogQueue(written, LogFormat.TEXT);
        for (int i = 0; i < 100; i++) {
            queue.publish(event("event " + i));
        }
        queue.flush();

        assertThat(lines()).hasSize(100);
        assertThat(lines()[99]).endsWith("event 99");
    }

    @Test
    void holdsNobodyUpWhenNobodyReads() throws InterruptedException {
        var pipe = new BlockedPipe();
        var queue = new LogQueue(pipe, LogFormat.TEXT);
        for (int i = 0; i < FLOOD; i++) {
            queue.publish(event("event " + i));
        }

        long dropped = queue.dropped();
        assertThat(dropped).isPositive();
        pipe.open.countDown();
        while (!written.toString(StandardCharsets.UTF_8).contains("were dropped")) {
            Thread.sleep(10);
        }
        queue.flush();

        assertThat(lines()).anyMatch(line -> line.endsWith(dropped + " lines of the log were dropped"));
        assertThat(lines()).hasSize((int) (FLOOD - dropped + 1));
    }

    @Test
    void goesOnAfterAFullDisk() {
        var isFull = new boolean[] {true};
        var disk = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                if (isFull[0]) {
                    throw new IOException("No space left on device");
                }
                written.write(octet);
            }
        };
        var queue = new LogQueue(disk, LogFormat.TEXT);
        queue.publish(event("lost"));
        queue.flush();
        isFull[0] = false;
        queue.publish(event("kept"));
        queue.flush();

        assertThat(queue.dropped()).isPositive();
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("kept").doesNotContain("lost");
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\n", -1).length == 1
                ? new String[0]
                : written.toString(StandardCharsets.UTF_8).stripTrailing().split("\n", -1);
    }

    private static LogRecord event(String message) {
        var event = new LogRecord(Level.INFO, message);
        event.setLoggerName("dev.bailiwick.Test");
        return event;
    }

    private final class BlockedPipe extends OutputStream {

        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void write(int octet) throws IOException {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.write(octet);
        }
    }
}
