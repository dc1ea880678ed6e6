package dev.bailiwick.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is told. */
public final class SetClock extends Clock {

    private volatile Instant now;

    SetClock() {
        this(Instant.parse("2026-03-01T00:00:00Z"));
    }

    /** At this time to begin with. */
    public SetClock(Instant now) {
        this.now = now;
    }

    /** Goes on. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Goes, or goes back, to another time. */
    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
