package dev.bailiwick.extension;

import dev.bailiwick.web.Query;
import java.math.BigDecimal;
import java.util.List;

/**
 * Which part of a list is asked for. Pages are counted from 1, and 0 means the same as 1.
 *
 * @param size how many are on a page
 */
record PageQuery(long page, int size) {

    static final String PAGE = "page";
    static final String PER_PAGE = "per_page";

    /** The greatest number that a JavaScript program can count to. */
    private static final BigDecimal SAFE = BigDecimal.valueOf((1L << 53) - 1);

    private static final int LONGEST = 1_000;

    static PageQuery of(Query query, int most, int usual) {
        long page = number(query, PAGE, 0, SAFE.longValue(), 0);
        return new PageQuery(page, (int) number(query, PER_PAGE, 1, most, usual));
    }

    /** How many come before the page. */
    long start() {
        return Math.multiplyExact(Math.min(Math.max(page - 1, 0), Integer.MAX_VALUE), size);
    }

    /** Refuses parameters that are none of these. */
    static void only(Query query, List<String> names) {
        for (var name : query.values().keySet()) {
            if (!names.contains(name)) {
                throw Joi.query(name, "is not allowed");
            }
        }
    }

    /** Joi takes a number in all spellings of JavaScript, with a point and an exponent too. */
    private static long number(Query query, String name, long least, long most, long usual) {
        if (!query.has(name)) {
            return usual;
        }
        var number = number(name, query.values().getOrDefault(name, List.of()));
        if (number.stripTrailingZeros().scale() > 0) {
            throw Joi.query(name, "must be an integer");
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
            throw Joi.query(name, "must be greater than or equal to " + least);
        }
        if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw Joi.query(name, "must be less than or equal to " + most);
        }
        return number.longValueExact();
    }

    private static BigDecimal number(String name, List<String> values) {
        var text = values.size() == 1 ? values.getFirst().strip() : "";
        if (text.length() > LONGEST) {
            throw Joi.query(name, "must be a number");
        }
        try {
            var number = new BigDecimal(text);
            if (number.abs().compareTo(SAFE) > 0) {
                throw Joi.query(name, "must be a safe number");
            }
            return number;
        } catch (NumberFormatException e) {
            throw Joi.query(name, "must be a number");
        }
    }
}
