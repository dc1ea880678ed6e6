package dev.bailiwick.extension;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.search.LowerCase;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.web.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The search of a list: those whose field contains a text, whatever its case. An empty text finds all. The original always
 * shows all that it finds; here a part of it can be asked for.
 *
 * @param q the text
 * @param field the one field that is looked at
 * @param page the part of what is found; empty for all of it
 */
record ListQuery(String q, String field, Optional<Page> page) {

    private static final Set<String> NAMES = Set.of("q", "field", "page", "per_page");
    private static final int LONGEST = 1_000;

    /** Refuses parameters that are unknown, repeated, or too long. */
    static ListQuery of(Query query) {
        Joi.onlyParameters(query, NAMES);
        return new ListQuery(text(query, "q"), text(query, "field"), Page.find(query));
    }

    /**
     * What is listed.
     *
     * @param total how many there are, found or not
     */
    record Listed<T>(List<T> items, long total) {}

    /**
     * What this asks for. Refuses with {@link Problem.NotSearchable} a field that {@code fields} does not have, unless all are
     * wanted.
     *
     * @param some reads a part of the list, for a page of all
     * @param all reads the whole list
     */
    <T> Listed<T> of(Function<Slice, Sliced<T>> some, Supplier<List<T>> all, Map<String, Function<T, String>> fields) {
        if (q.isEmpty() && page.isPresent()) {
            var part = some.apply(page.get().slice());
            return new Listed<>(part.items(), part.total());
        }
        var whole = all.get();
        var found = filter(whole, fields);
        return new Listed<>(Page.of(page, found), whole.size());
    }

    private <T> List<T> filter(List<T> all, Map<String, Function<T, String>> fields) {
        if (q.isEmpty()) {
            return all;
        }
        var value = fields.get(field);
        if (value == null) {
            throw new Problem.NotSearchable("item", field).asException();
        }
        var wanted = LowerCase.of(q);
        return all.stream()
                .filter(item -> LowerCase.of(value.apply(item)).contains(wanted))
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
