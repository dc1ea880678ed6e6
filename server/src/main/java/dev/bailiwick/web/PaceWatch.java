package dev.bailiwick.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks after all connections of a port, each on a thread of its own, and ends those whose clients are overdue. */
final class PaceWatch {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Duration patience;
    private final Map<Thread, Pace> paces = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().name("pace-watch").daemon(true).start(this::watch);

    PaceWatch(Duration patience) {
        this.patience = patience;
    }

    /** The pace of the connection that the current thread serves, or is going to. */
    Pace pace() {
        return paces.computeIfAbsent(Thread.currentThread(), _ -> new Pace(patience));
    }

    /** Forgets the connection that the current thread served. */
    void forget() {
        paces.remove(Thread.currentThread());
    }

    void stop() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                paces.values().forEach(Pace::cutIfOverdue);
                paces.keySet().removeIf(served -> !served.isAlive()); // those whose handshake failed
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
