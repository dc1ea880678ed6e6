package dev.bailiwick.user;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A query as a user writes it, and whom it means by the plainest reading of a profile.
 *
 * @param profile maps, lists, texts, numbers, truth values and nulls
 * @param order the field by which it lists those who are meant; empty for the order of their creation
 */
record AskedFor(String text, Predicate<Map<String, Object>> profile, Optional<String> order) {

    private AskedFor(String text, Predicate<Map<String, Object>> profile) {
        this(text, profile, Optional.empty());
    }

    /** The same, of what one field has in its order, where users are called by it. */
    private AskedFor ordered(String field) {
        boolean isName = USUAL.contains(field) && !field.startsWith("identities");
        return new AskedFor(text, profile, Optional.of(field).filter(_ -> isName));
    }

    /** Texts as profiles have them. Some would be something else to an engine. */
    static final List<String> TEXTS = List.of(
            "",
            "jo",
            "Jo",
            "JOAN",
            "joan bee",
            "john",
            "é",
            "École",
            "straße",
            "a%bcd",
            "A_bcd",
            "a!bcd",
            "abcXabcd",
            "\uD83D\uDE00d",
            "\uFFFDz",
            "true",
            "5",
            "05",
            "2024-05",
            "\u0001");

    private static final Map<String, List<Instant>> TIMES = Map.of(
            "2024", span("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
            "2024-05", span("2024-05-01T00:00:00Z", "2024-06-01T00:00:00Z"),
            "2024-05-31", span("2024-05-31T00:00:00Z", "2024-06-01T00:00:00Z"),
            "2024-05-31T23:59:59.999Z", span("2024-05-31T23:59:59.999Z", "2024-06-01T00:00:00Z"),
            "2024-06-01T02:00:00+02:00", span("2024-06-01T00:00:00Z", "2024-06-01T00:00:01Z"));

    private static final Set<String> NUMERIC = Set.of("5", "05");
    private static final List<String> FOLDED = List.of("name", "nickname", "email", "identities.profileData.email");
    private static final List<String> PLAIN =
            List.of("username", "identities.connection", "identities.profileData.username", "user_id");
    private static final List<String> FREE =
            List.of("app_metadata.plan", "app_metadata.deep.plan", "user_metadata.plan");
    private static final List<String> USUAL = List.of(
            "user_id",
            "email",
            "name",
            "given_name",
            "family_name",
            "nickname",
            "username",
            "phone_number",
            "identities.connection");
    private static final List<String> NUMBERS = List.of("0", "5", "5.0", "-1", "1.5", "-20", "100", "1e3", "0.001");

    static Arbitrary<AskedFor> any() {
        return any(3);
    }

    private static Arbitrary<AskedFor> any(int levels) {
        if (levels == 0) {
            return term();
        }
        var part = any(levels - 1);
        return Arbitraries.oneOf(
                term(),
                part.map(one -> new AskedFor("(NOT " + one.text + ")", one.profile.negate())),
                Combinators.combine(part, part)
                        .as((one, other) -> new AskedFor(
                                "(NOT " + one.text + " OR NOT " + other.text + ")",
                                one.profile.and(other.profile).negate())),
                joined(part, " AND ", Predicate::and),
                joined(part, " OR ", Predicate::or));
    }

    private static Arbitrary<AskedFor> joined(
            Arbitrary<AskedFor> part, String word, BinaryOperator<Predicate<Map<String, Object>>> join) {
        return part.list()
                .ofMinSize(2)
                .ofMaxSize(3)
                .map(parts -> new AskedFor(
                        parts.stream().map(AskedFor::text).collect(Collectors.joining(word, "(", ")")),
                        parts.stream().map(AskedFor::profile).reduce(join).orElseThrow()));
    }

    private static Arbitrary<AskedFor> term() {
        var text = Arbitraries.of(TEXTS);
        var anyField = Arbitraries.of(
                Stream.of(FOLDED, PLAIN, FREE).flatMap(List::stream).toList());
        var wild = Arbitraries.of(Stream.of(FOLDED, PLAIN, List.of("app_metadata.plan"))
                .flatMap(List::stream)
                .toList());
        return Arbitraries.oneOf(
                Combinators.combine(anyField, text).as(AskedFor::phrase),
                Combinators.combine(anyField, Arbitraries.of(NUMBERS)).as(AskedFor::number),
                text.map(AskedFor::bare),
                Combinators.combine(wild, text, text).as(AskedFor::wildcards),
                Combinators.combine(
                                wild, end(TEXTS), end(TEXTS), Arbitraries.of(true, false), Arbitraries.of(true, false))
                        .as(AskedFor::range),
                Combinators.combine(
                                end(NUMBERS), end(NUMBERS), Arbitraries.of(true, false), Arbitraries.of(true, false))
                        .as(AskedFor::numbers),
                Combinators.combine(
                                end(List.copyOf(TIMES.keySet())),
                                end(List.copyOf(TIMES.keySet())),
                                Arbitraries.of(true, false),
                                Arbitraries.of(true, false))
                        .as(AskedFor::times),
                Arbitraries.of(
                                "name",
                                "email",
                                "app_metadata",
                                "app_metadata.deep",
                                "user_metadata.plan",
                                "identities.connection",
                                "identities.profileData.email",
                                "organization_id",
                                "logins_count",
                                "blocked")
                        .map(field -> new AskedFor(
                                        "_exists_:" + field,
                                        profile -> !below(profile, field).isEmpty())
                                .ordered(field)));
    }

    private static Arbitrary<Optional<String>> end(List<String> values) {
        return Arbitraries.of(values).optional();
    }

    private static AskedFor phrase(String field, String text) {
        return new AskedFor(
                field + ":" + quoted(text),
                has(
                        field,
                        value -> key(field, plain(value)).equals(key(field, text))
                                && !(FREE.contains(field) && value instanceof Number)));
    }

    private static AskedFor number(String field, String number) {
        return new AskedFor(
                field + ":" + escaped(number),
                has(
                        field,
                        value -> (FREE.contains(field) && value instanceof Number)
                                ? decimal(value).compareTo(new BigDecimal(number)) == 0
                                : key(field, plain(value)).equals(key(field, number))));
    }

    private static AskedFor bare(String text) {
        return new AskedFor(
                quoted(text),
                profile -> USUAL.stream()
                        .anyMatch(field -> has(
                                        field, value -> key(field, plain(value)).equals(key(field, text)))
                                .test(profile)));
    }

    private static AskedFor wildcards(String field, String first, String last) {
        boolean isShort = last.codePointCount(0, last.length()) < 3;
        if (first.isEmpty() && isShort) {
            return phrase(field, first);
        }
        var end = isShort ? "" : last;
        var pattern = Pattern.compile(
                Pattern.quote(key(field, first)) + ".*" + Pattern.quote(key(field, end)), Pattern.DOTALL);
        var asked = new AskedFor(
                field + ":" + escaped(first) + "*" + escaped(end),
                has(
                        field,
                        value -> !(FREE.contains(field) && value instanceof Number)
                                && pattern.matcher(key(field, plain(value))).matches()));
        return isShort ? asked.ordered(field) : asked;
    }

    private static AskedFor range(
            String field, Optional<String> from, Optional<String> to, boolean isFromIn, boolean isToIn) {
        boolean isNumbers = FREE.contains(field)
                && Stream.of(from, to).flatMap(Optional::stream).allMatch(NUMERIC::contains);
        if (isNumbers) {
            return phrase(field, from.orElse("jo"));
        }
        return new AskedFor(
                        field + ":" + brackets(from, to, isFromIn, isToIn),
                        has(
                                field,
                                value -> !(FREE.contains(field) && value instanceof Number)
                                        && isWithin(
                                                AskedFor::compare,
                                                key(field, plain(value)),
                                                from.map(text -> key(field, text)),
                                                to.map(text -> key(field, text)),
                                                isFromIn,
                                                isToIn)))
                .ordered(field);
    }

    private static AskedFor numbers(Optional<String> from, Optional<String> to, boolean isFromIn, boolean isToIn) {
        var field = from.isPresent() == to.isPresent() ? "logins_count" : "app_metadata.plan";
        return new AskedFor(
                field + ":" + brackets(from, to, isFromIn, isToIn),
                has(
                        field,
                        value -> value instanceof Number
                                && isWithin(
                                        BigDecimal::compareTo,
                                        decimal(value),
                                        from.map(BigDecimal::new),
                                        to.map(BigDecimal::new),
                                        isFromIn,
                                        isToIn)));
    }

    private static AskedFor times(Optional<String> from, Optional<String> to, boolean isFromIn, boolean isToIn) {
        return new AskedFor(
                "last_login:" + brackets(from, to, isFromIn, isToIn),
                has(
                        "last_login",
                        value -> isWithin(
                                Instant::compareTo,
                                Instant.parse(plain(value)),
                                from.map(text -> isFromIn ? begin(text) : end(text)),
                                to.map(text -> isToIn ? end(text) : begin(text)),
                                true,
                                false)));
    }

    private static <T> boolean isWithin(
            Comparator<T> order, T value, Optional<T> from, Optional<T> to, boolean isFromIn, boolean isToIn) {
        return from.map(least -> order.compare(value, least) > (isFromIn ? -1 : 0))
                        .orElse(true)
                && to.map(most -> order.compare(value, most) < (isToIn ? 1 : 0)).orElse(true);
    }

    /** The values at a path, through arrays. */
    static List<Object> at(Map<String, Object> profile, String path) {
        if (path.equals("user_id")) {
            return List.of(Objects.requireNonNull(profile.get("user_id")));
        }
        Stream<Object> found = Stream.of(profile);
        for (var name : path.split("\\.", -1)) {
            found = found.flatMap(AskedFor::elements)
                    .flatMap(value -> value instanceof Map<?, ?> map
                            ? Stream.ofNullable((Object) map.get(name))
                            : Stream.empty());
        }
        return found.flatMap(AskedFor::elements).toList();
    }

    private static List<Object> below(Map<String, Object> profile, String path) {
        return at(profile, path).stream().flatMap(AskedFor::leaves).toList();
    }

    private static Stream<Object> leaves(Object value) {
        return elements(value)
                .flatMap(element -> element instanceof Map<?, ?> map
                        ? map.values().stream().filter(Objects::nonNull).flatMap(AskedFor::leaves)
                        : Stream.of(element));
    }

    private static Stream<Object> elements(Object value) {
        return value instanceof List<?> list
                ? list.stream().filter(Objects::nonNull).flatMap(AskedFor::elements)
                : Stream.of(value);
    }

    private static Predicate<Map<String, Object>> has(String field, Predicate<Object> wanted) {
        return profile -> at(profile, field).stream()
                .filter(value -> !(value instanceof Map))
                .anyMatch(wanted);
    }

    static String key(String field, String text) {
        return FOLDED.contains(field) || field.endsWith("_name") ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** By code points, as the bytes of UTF-8 are ordered. */
    static int compare(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }

    private static String plain(Object value) {
        return String.valueOf(value);
    }

    private static BigDecimal decimal(Object value) {
        return new BigDecimal(value.toString());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) ? Character.toString(c) : "\\" + Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String brackets(Optional<String> from, Optional<String> to, boolean isFromIn, boolean isToIn) {
        return (isFromIn ? "[" : "{") + from.map(AskedFor::quoted).orElse("*") + " TO "
                + to.map(AskedFor::quoted).orElse("*") + (isToIn ? "]" : "}");
    }

    private static List<Instant> span(String begin, String end) {
        return List.of(Instant.parse(begin), Instant.parse(end));
    }

    private static Instant begin(String text) {
        return Objects.requireNonNull(TIMES.get(text)).getFirst();
    }

    private static Instant end(String text) {
        return Objects.requireNonNull(TIMES.get(text)).getLast();
    }
}
