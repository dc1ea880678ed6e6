package dev.bailiwick.management.v1;

import dev.bailiwick.audit.LogField;
import dev.bailiwick.audit.LogQuery;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the log is searched by: {@code application:}, {@code connection:} and {@code user:}, all of which have to hold, each the
 * beginning of a text or the whole of it in quotes; or else the beginning of any of them.
 */
final class LogSearchText {

    private static final Pattern CLAUSE =
            Pattern.compile("(application|connection|user)\\s*:\\s*(?:\"([^\"]*)\"|(\\S*))(?:\\s+|$)");

    private static final List<LogField> ALL =
            List.of(LogField.CLIENT_NAME, LogField.CONNECTION, LogField.USER_NAME, LogField.DESCRIPTION);

    private LogSearchText() {}

    static LogQuery parse(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return LogQuery.everything();
        }
        var clauses = new ArrayList<LogQuery>();
        var clause = CLAUSE.matcher(stripped);
        while (clause.lookingAt()) {
            if (clauses.size() == LogQuery.MOST_WORDS) {
                throw new Problem.Invalid(
                                Part.QUERY, "/search", "must not hold more than " + LogQuery.MOST_WORDS + " words")
                        .asException();
            }
            clauses.add(
                    clause.group(2) == null
                            ? beginning(clause.group(1), clause.group(3))
                            : whole(clause.group(1), clause.group(2)));
            clause.region(clause.end(), stripped.length());
        }
        if (clause.regionStart() < stripped.length()) {
            clauses.add(any(ALL.stream().map(field -> begins(field, stripped.substring(clause.regionStart())))));
        }
        return new LogQuery.All(clauses);
    }

    /** Ids are known whole. */
    private static LogQuery beginning(String name, String text) {
        return any(Stream.of(new LogQuery.Is(id(name), text), begins(name(name), text)));
    }

    private static LogQuery whole(String name, String text) {
        return any(Stream.of(new LogQuery.Is(id(name), text), new LogQuery.Is(name(name), text)));
    }

    private static LogField id(String name) {
        return switch (name) {
            case "application" -> LogField.CLIENT_ID;
            case "connection" -> LogField.CONNECTION_ID;
            default -> LogField.USER_ID;
        };
    }

    private static LogField name(String name) {
        return switch (name) {
            case "application" -> LogField.CLIENT_NAME;
            case "connection" -> LogField.CONNECTION;
            default -> LogField.USER_NAME;
        };
    }

    private static LogQuery begins(LogField field, String text) {
        return new LogQuery.Begins(field, text);
    }

    private static LogQuery any(Stream<LogQuery> parts) {
        return new LogQuery.Any(parts.toList());
    }
}
