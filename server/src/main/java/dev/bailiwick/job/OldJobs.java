package dev.bailiwick.job;

import dev.bailiwick.job.LeaseStore.Place;
import dev.bailiwick.store.Database;
import java.time.Clock;
import java.time.Duration;

/** Jobs whose day is over, which go with their content little by little. */
final class OldJobs {

    static final Duration KEPT = Duration.ofDays(1);

    private static final int CHUNK = 20;

    private final Database database;
    private final Clock clock;
    private final LeaseStore leases = new LeaseStore();
    private final JobContentStore contents = new JobContentStore();

    OldJobs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Deletes a few. */
    void deleteSome() {
        long time = clock.millis() - KEPT.toMillis();
        database.read(tx -> leases.old(tx, time, CHUNK)).forEach(this::delete);
    }

    private void delete(Place place) {
        int deleted = CHUNK;
        while (deleted == CHUNK) {
            deleted = database.transaction(tx -> contents.deleteSome(tx, place.tenant(), place.id(), CHUNK));
        }
        database.change(tx -> leases.delete(tx, place));
    }
}
