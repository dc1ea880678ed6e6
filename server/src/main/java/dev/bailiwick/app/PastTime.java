package dev.bailiwick.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A time as people write it for a command: {@code 2026-03-01}, {@code 2026-03-01T12:00:00Z}, {@code 30m}, {@code 24h}, {@code 7d}. */
final class PastTime {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

    private PastTime() {}

    /** A day begins at midnight UTC. */
    static Instant of(String text, Clock clock) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            long amount = Long.parseLong(ago.group(1));
            return clock.instant()
                    .minus(
                            switch (ago.group(2)) {
                                case "m" -> Duration.ofMinutes(amount);
                                case "h" -> Duration.ofHours(amount);
                                default -> Duration.ofDays(amount);
                            });
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "No such time: " + text + ". Write 2026-03-01, 2026-03-01T12:00:00Z or 24h.");
        }
    }
}
