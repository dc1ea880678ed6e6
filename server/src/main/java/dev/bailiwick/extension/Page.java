package dev.bailiwick.extension;

import dev.bailiwick.store.Slice;
import dev.bailiwick.web.Query;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a list.
 *
 * @param number counts from 1; 0 means the same as 1, as in the original
 * @param size how many entries a page has
 */
record Page(long number, int size) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,3})?");
    private static final double SAFE = (1L << 53) - 1;
    private static final int USUAL = 25;
    private static final int LARGEST = 200;

    /** The page that a query asks for of a list that the original knows only as a whole, which is meant when it asks for none. */
    static Optional<Page> find(Query query) {
        return query.has("page") || query.has("per_page") ? Optional.of(of(query, USUAL, LARGEST)) : Optional.empty();
    }

    /** The page that a query asks for, or the first one. */
    static Page of(Query query, int usual, int largest) {
        long number = number(query, "page", 0, (long) SAFE, 0);
        return new Page(number, (int) number(query, "per_page", 1, largest, usual));
    }

    /** How many entries come before it; not quite so many where no list is that long. */
    long skipped() {
        return Math.clamp(number - 1, 0, Integer.MAX_VALUE) * (long) size;
    }

    /** What is on it, to be read. */
    Slice slice() {
        return new Slice(0, skipped(), size);
    }

    /** The part of the list that is on the page; all of it when there is none. */
    static <T> List<T> of(Optional<Page> page, List<T> all) {
        return page.map(wanted -> wanted.of(all)).orElse(all);
    }

    private <T> List<T> of(List<T> all) {
        int from = (int) Math.min(all.size(), skipped());
        return all.subList(from, Math.min(all.size(), from + size));
    }

    private static long number(Query query, String name, long least, long most, long usual) {
        var values = query.values().getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return usual;
        }
        var text = values.size() == 1 ? values.getFirst().strip() : "";
        if (!NUMBER.matcher(text).matches()) {
            throw Joi.query(name, "must be a number");
        }
        double number = Double.parseDouble(text);
        if (Math.abs(number) > SAFE) {
            throw Joi.query(name, "must be a safe number");
        }
        if (number != Math.rint(number)) {
            throw Joi.query(name, "must be an integer");
        }
        if (number < least) {
            throw Joi.query(name, "must be greater than or equal to " + least);
        }
        if (number > most) {
            throw Joi.query(name, "must be less than or equal to " + most);
        }
        return (long) number;
    }
}
