package dev.bailiwick.json;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Times as JavaScript writes them into JSON: ISO 8601 with milliseconds, in UTC. */
public final class Times {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** A moment, or date and time in UTC. */
    public static String text(TemporalAccessor time) {
        return FORM.format(time);
    }
}
