package dev.bailiwick.user;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as they stand in profiles: ISO 8601 with milliseconds, in UTC. */
final class ProfileTime {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ProfileTime() {}

    static String text(Instant time) {
        return FORM.format(time);
    }
}
