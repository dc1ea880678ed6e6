package dev.bailiwick.job;

import dev.bailiwick.job.LeaseStore.Place;
import dev.bailiwick.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

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

    /** Deletes a few, or of one with much content some of that; the rest is for the next time. */
    void deleteSome(BooleanSupplier isEnding) {
        long time = clock.millis() - KEPT.toMillis();
        for (var place : database.read(tx -> leases.old(tx, time, CHUNK))) {
            if (isEnding.getAsBoolean() || !delete(place)) {
                return;
            }
        }
    }

    /** False where there may be more of its content. */
    private boolean delete(Place place) {
        int deleted = database.transaction(tx -> contents.deleteSome(tx, place.tenant(), place.id(), CHUNK));
        if (deleted == CHUNK) {
            return false;
        }
        database.change(tx -> leases.delete(tx, place));
        return true;
    }
}
