package dev.bailiwick.user;

import static dev.bailiwick.search.Grammar.refused;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one term of a query means in one field. */
final class UserTerm {

    private static final int FEWEST_LETTERS = 3;

    private UserTerm() {}

    /** A word or a phrase. In metadata a word that spells a number means the number too, and a time means all that it covers. */
    static UserQuery is(UserField field, String text, boolean isQuoted) {
        return switch (field.kind()) {
            case FOLDED -> new UserQuery.Is(field, List.of(AttributeValue.folded(text)));
            case EXACT -> new UserQuery.Is(field, List.of(AttributeValue.exact(text)));
            case NUMBER ->
                new UserQuery.Is(
                        field,
                        List.of(AttributeValue.readNumber(text)
                                .map(AttributeValue::number)
                                .orElse(AttributeValue.exact(text))));
            case TIME -> {
                var span = span(text);
                yield new UserQuery.Between(field, span.begin(), span.end());
            }
            case FREE, FREE_WHOLE -> new UserQuery.Is(field, free(text, isQuoted));
        };
    }

    private static List<String> free(String text, boolean isQuoted) {
        var values = new ArrayList<String>();
        values.add(AttributeValue.exact(text));
        if (!isQuoted) {
            AttributeValue.readNumber(text).map(AttributeValue::number).ifPresent(values::add);
        }
        return values;
    }

    /**
     * A word with wildcards.
     *
     * @param parts the texts around them
     */
    static UserQuery like(UserField field, List<String> parts) {
        requireOrdered(field);
        var kept = new ArrayList<String>();
        for (int n = 0; n < parts.size(); n++) {
            var part = parts.get(n);
            boolean isInside = n > 0 && n < parts.size() - 1;
            if (n > 0 && !part.isEmpty() && part.codePointCount(0, part.length()) < FEWEST_LETTERS) {
                throw refused("must not hold fewer than 3 characters behind a wildcard");
            }
            if (!isInside || !part.isEmpty()) {
                kept.add(field.whole(part).orElseThrow(UserTerm::tooLong));
            }
        }
        if (kept.stream().allMatch(String::isEmpty)) {
            throw refused("must not hold fewer than 3 characters behind a wildcard");
        }
        return isDomain(field, parts)
                ? new UserQuery.Is(
                        UserField.EMAIL_DOMAIN,
                        List.of(AttributeValue.folded(parts.getLast().substring(1))))
                : new UserQuery.Like(field, kept);
    }

    /** Whether all addresses of a domain are asked for, which have a field of their own. */
    private static boolean isDomain(UserField field, List<String> parts) {
        return field.equals(UserField.EMAIL)
                && parts.size() == 2
                && parts.getFirst().isEmpty()
                && parts.getLast().lastIndexOf('@') == 0
                && parts.getLast().length() > 1;
    }

    private static RuntimeException tooLong() {
        return refused("must not hold more than " + SearchKey.LONGEST + " characters beside a wildcard");
    }

    /** A range; null for an open end. */
    static UserQuery between(
            UserField field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        requireOrdered(field);
        if (from == null && to == null) {
            return new UserQuery.Exists(field);
        }
        return switch (field.kind()) {
            case TIME ->
                new UserQuery.Between(
                        field,
                        from == null
                                ? AttributeValue.TEXT
                                : isFromIn ? span(from).begin() : span(from).end(),
                        to == null ? AttributeValue.BEHIND_TEXTS : isToIn ? span(to).end() : span(to).begin());
            case NUMBER -> {
                if (!areNumbers(from, to)) {
                    throw refused("must hold numbers in a range of " + field.path());
                }
                yield numbers(field, from, to, isFromIn, isToIn);
            }
            case FREE, FREE_WHOLE ->
                areNumbers(from, to)
                        ? numbers(field, from, to, isFromIn, isToIn)
                        : texts(field, from, to, isFromIn, isToIn);
            case FOLDED, EXACT -> texts(field, from, to, isFromIn, isToIn);
        };
    }

    private static boolean areNumbers(@Nullable String from, @Nullable String to) {
        return (from == null || AttributeValue.readNumber(from).isPresent())
                && (to == null || AttributeValue.readNumber(to).isPresent());
    }

    private static UserQuery numbers(
            UserField field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        return new UserQuery.Between(
                field,
                from == null ? AttributeValue.NUMBER : begin(number(from), isFromIn),
                to == null ? AttributeValue.BEHIND_NUMBERS : end(number(to), isToIn));
    }

    private static UserQuery texts(
            UserField field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        return new UserQuery.Between(
                field,
                from == null ? AttributeValue.TEXT : begin(AttributeValue.TEXT + field.key(from), isFromIn),
                to == null ? AttributeValue.BEHIND_TEXTS : end(AttributeValue.TEXT + field.key(to), isToIn));
    }

    private static String begin(String value, boolean isIn) {
        return isIn ? value : AttributeValue.behind(value);
    }

    private static String end(String value, boolean isIn) {
        return isIn ? AttributeValue.behind(value) : value;
    }

    private static String number(String text) {
        return AttributeValue.readNumber(text).map(AttributeValue::number).orElseThrow();
    }

    private static TimeSpan span(String text) {
        return TimeSpan.find(text)
                .orElseThrow(() -> refused("must hold times such as 2026, 2026-03-01 or \"2026-03-01T12:00:00Z\""));
    }

    private static void requireOrdered(UserField field) {
        if (field.kind() == UserField.Kind.FREE_WHOLE) {
            throw refused("must not hold wildcards or ranges of user_metadata");
        }
    }
}
