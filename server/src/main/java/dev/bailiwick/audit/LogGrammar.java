package dev.bailiwick.audit;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.search.Grammar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lucene's grammar with the fields of the log. */
final class LogGrammar extends Grammar<LogQuery> {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private int words;

    private LogGrammar() {}

    static LogQuery read(String text) {
        return new LogGrammar().meaning(text);
    }

    @Override
    protected LogQuery word(String field, String text, boolean isQuoted) {
        count();
        return word(field(field), text);
    }

    @Override
    protected LogQuery pattern(String field, List<String> parts) {
        count();
        if (parts.size() != 2 || parts.getFirst().isEmpty() || !parts.getLast().isEmpty()) {
            throw refused("must hold wildcards only at the end of a word");
        }
        return new LogQuery.Begins(text(field(field)), parts.getFirst());
    }

    @Override
    protected LogQuery range(
            String field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        count();
        if (field(field) != LogField.DATE) {
            throw refused("must hold ranges of dates only");
        }
        return new LogQuery.Between(
                Optional.ofNullable(from).map(text -> isFromIn ? begin(text) : end(text)),
                Optional.ofNullable(to).map(text -> isToIn ? end(text) : begin(text)));
    }

    @Override
    protected LogQuery all(List<LogQuery> parts) {
        return new LogQuery.All(parts);
    }

    @Override
    protected LogQuery any(List<LogQuery> parts) {
        return new LogQuery.Any(parts);
    }

    @Override
    protected LogQuery not(LogQuery part) {
        return new LogQuery.Not(part);
    }

    private void count() {
        if (++words > LogQuery.MOST_WORDS) {
            throw refused("must not hold more than " + LogQuery.MOST_WORDS + " words");
        }
    }

    private static LogQuery word(LogField field, String text) {
        return field == LogField.DATE
                ? new LogQuery.Between(Optional.of(begin(text)), Optional.of(end(text)))
                : new LogQuery.Is(field, text);
    }

    private static LogField field(String name) {
        if (name.equals(NO_FIELD)) {
            throw refused("must name the field of each word, as in type:sapi");
        }
        return LogField.find(name).orElseThrow(() -> new Problem.NotSearchable("log entry", name).asException());
    }

    private static LogField text(LogField field) {
        if (field == LogField.DATE) {
            throw refused("must hold dates without wildcards");
        }
        return field;
    }

    private static Instant begin(String text) {
        try {
            var time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw notADate();
        }
        throw notADate();
    }

    /** The first moment behind a day, or behind a millisecond. */
    private static Instant end(String text) {
        return begin(text).plus(1, text.indexOf('T') < 0 ? ChronoUnit.DAYS : ChronoUnit.MILLIS);
    }

    private static RuntimeException notADate() {
        return refused("must hold dates such as 2026-03-01 or 2026-03-01T12:00:00Z");
    }
}
