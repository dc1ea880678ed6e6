package dev.bailiwick.user;

import dev.bailiwick.json.Times;
import java.time.Instant;

/** Times as they stand in profiles. */
final class ProfileTime {

    private ProfileTime() {}

    static String text(Instant time) {
        return Times.text(time);
    }
}
