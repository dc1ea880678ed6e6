package dev.bailiwick.user;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All moments that a time of a query means: {@code 2026} a year, {@code 2026-03} a month, and so on to a millisecond.
 *
 * @param begin the first of them, in the form of {@link AttributeValue}
 * @param end the first behind them
 */
record TimeSpan(String begin, String end) {

    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}){0,2}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final List<ChronoUnit> OF_DATES = List.of(ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS);

    /** The span that a text spells, if it does. A time without a zone is in UTC. */
    static Optional<TimeSpan> find(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                var first = LocalDate.parse(text + "-01-01".substring(text.length() - 4));
                return of(first.atStartOfDay(), OF_DATES.get((text.length() - 4) / 3));
            }
            var time = TIME.matcher(text);
            if (time.matches()) {
                var local = time.group(3) == null
                        ? LocalDateTime.parse(text)
                        : OffsetDateTime.parse(text)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime();
                var unit = time.group(1) == null
                        ? ChronoUnit.MINUTES
                        : time.group(2) == null ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
                return of(local.truncatedTo(unit), unit);
            }
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<TimeSpan> of(LocalDateTime first, ChronoUnit unit) {
        return value(first)
                .map(begin -> new TimeSpan(begin, value(first.plus(1, unit)).orElse(AttributeValue.BEHIND_TEXTS)));
    }

    private static Optional<String> value(LocalDateTime time) {
        return AttributeValue.time(time.toInstant(ZoneOffset.UTC));
    }
}
