package dev.bailiwick.extension;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Query;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The search of a list: those whose field contains a text, whatever its case. An empty text finds all.
 *
 * @param q the text
 * @param field the one field that is looked at
 */
record ListQuery(String q, String field) {

    private static final Set<String> NAMES = Set.of("q", "field");
    private static final int LONGEST = 1_000;

    /** Refuses parameters that are unknown, repeated, or too long. */
    static ListQuery of(Query query) {
        Joi.onlyParameters(query, NAMES);
        return new ListQuery(text(query, "q"), text(query, "field"));
    }

    /** Refuses with {@link Problem.NotSearchable} a field that {@code fields} does not have, unless all are wanted. */
    <T> List<T> filter(List<T> all, Map<String, Function<T, String>> fields) {
        if (q.isEmpty()) {
            return all;
        }
        var value = fields.get(field);
        if (value == null) {
            throw new Problem.NotSearchable(field).asException();
        }
        var wanted = q.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(item -> value.apply(item).toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    /** A text that may be absent. Refuses one that is repeated or too long. */
    static String text(Query query, String name) {
        var values = query.values().getOrDefault(name, List.of(""));
        if (values.size() > 1) {
            throw Joi.query(name, "must be a string");
        }
        if (values.getFirst().length() > LONGEST) {
            throw Joi.query(name, "length must be less than or equal to " + LONGEST + " characters long");
        }
        return values.getFirst();
    }
}
