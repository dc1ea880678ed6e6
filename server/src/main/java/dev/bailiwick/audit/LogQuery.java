package dev.bailiwick.audit;

import dev.bailiwick.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which entries of the log are meant. */
public sealed interface LogQuery {

    /** How many words a search may have: what the engines can follow has an end. */
    int MOST_WORDS = 50;

    /** Those whose field is the text. */
    record Is(LogField field, String text) implements LogQuery {}

    /** Those whose field begins with the text. */
    record Begins(LogField field, String text) implements LogQuery {}

    /** Those of a time from the one to the other, the latter left out. */
    record Between(Optional<Instant> from, Optional<Instant> to) implements LogQuery {}

    /** Those that are meant by each. */
    record All(List<LogQuery> parts) implements LogQuery {

        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Those that are meant by at least one. */
    record Any(List<LogQuery> parts) implements LogQuery {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** All others. */
    record Not(LogQuery part) implements LogQuery {}

    /** Every entry. */
    static LogQuery everything() {
        return new All(List.of());
    }

    /**
     * Reads Lucene's grammar, as far as it can be answered: {@code field:word}, {@code field:"phrase"}, {@code field:word*},
     * ranges of dates, AND, OR, NOT and parentheses. A blank text means everything.
     *
     * <p>Refuses with {@link Problem.Invalid} all else, and with {@link Problem.NotSearchable} an unknown field.
     */
    static LogQuery parse(String text) {
        return text.isBlank() ? everything() : LogGrammar.read(text);
    }
}
