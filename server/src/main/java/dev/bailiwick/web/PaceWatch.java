package dev.bailiwick.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks after all connections of a port, and ends those whose clients are overdue. */
final class PaceWatch {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Duration patience;
    private final Set<Pace> paces = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().name("pace-watch").daemon(true).start(this::watch);

    PaceWatch(Duration patience) {
        this.patience = patience;
    }

    /** Serves a connection at a watched pace. */
    void serve(Pace pace, Pace.Serving serving) throws InterruptedException {
        paces.add(pace);
        try {
            pace.during(serving);
        } finally {
            paces.remove(pace);
        }
    }

    /** The pace of the connection that the current thread is going to serve. */
    Pace pace() {
        return new Pace(patience);
    }

    void stop() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                paces.forEach(Pace::cutIfOverdue);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
