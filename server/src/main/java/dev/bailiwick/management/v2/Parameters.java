package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.web.Call;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the parameters of the query, and refuses in the API's words what they may not be. */
final class Parameters {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");

    /** Auth0's own, of which it tells whoever breaks it. */
    private static final Pattern SORT = Pattern.compile("^(([a-zA-Z0-9_\\.]+))\\:(1|-1)$");

    /** One item of a list by its number, as in {@code strategy[0]}. */
    private static final Pattern ITEM = Pattern.compile("(.+)\\[\\d{1,2}]");

    private Parameters() {}

    /** Refuses parameters with any other name. Those that are {@code lists} may come item by item. */
    static void only(Call call, Set<String> names, Set<String> lists) {
        var unknown = call.query().values().keySet().stream()
                .filter(name -> !names.contains(name) && !lists.contains(listed(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw broken("", "Additional properties not allowed: " + String.join(",", unknown));
        }
    }

    /** A text that may be given once. */
    static Optional<String> text(Call call, String name) {
        var values = call.query().values().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw broken(name, "Expected type string but found type array");
        }
        return values.stream().findFirst();
    }

    /** A text of one character at least and {@code most} at most, which must be given. */
    static String needed(Call call, String name, int most) {
        var value = text(call, name).orElseThrow(() -> broken("", "Missing required property: " + name));
        int length = value.codePointCount(0, value.length());
        if (length == 0) {
            throw broken(name, "String is too short (0 chars), minimum 1");
        }
        if (length > most) {
            throw broken(name, "String is too long (" + length + " chars), maximum " + most);
        }
        return value;
    }

    /** One of these texts, that may be given once. */
    static Optional<String> oneOf(Call call, String name, String... texts) {
        var value = text(call, name);
        value.filter(given -> !List.of(texts).contains(given)).ifPresent(given -> {
            throw broken(name, SchemaWords.noneOf(given));
        });
        return value;
    }

    /** All values of a parameter that may be repeated, or come item by item. */
    static List<String> texts(Call call, String name) {
        return call.query().values().entrySet().stream()
                .filter(given -> listed(given.getKey()).equals(name))
                .flatMap(given -> given.getValue().stream())
                .toList();
    }

    /** The list of which a parameter is an item; any other parameter is its own. */
    private static String listed(String name) {
        var item = ITEM.matcher(name);
        return item.matches() ? item.group(1) : name;
    }

    /** A truth value that may be given once. */
    static Optional<Boolean> truth(Call call, String name) {
        return text(call, name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw broken(name, "Expected type boolean but found type string");
        });
    }

    /** What a list is to be sorted by, as {@code field:1} or, the greatest first, {@code field:-1}. None is also an empty text. */
    static Optional<String> sort(Call call) {
        var sort = text(call, "sort").filter(given -> !given.isEmpty());
        sort.filter(given -> !SORT.matcher(given).matches()).ifPresent(given -> {
            throw broken("sort", "String does not match pattern " + SORT + ": " + SchemaWords.shortened(given));
        });
        return sort;
    }

    /** A whole number that may be given once. */
    static OptionalInt integer(Call call, String name, int least, int most) {
        var value = text(call, name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!INTEGER.matcher(value.get()).matches()) {
            throw broken(name, "Expected type integer but found type string");
        }
        int number = Integer.parseInt(value.get());
        if (number < least) {
            throw broken(name, "Value " + number + " is less than minimum " + least);
        }
        if (number > most) {
            throw broken(name, "Value " + number + " is greater than maximum " + most);
        }
        return OptionalInt.of(number);
    }

    /** A broken rule about a parameter; an empty name stands for the query as a whole. */
    static RuntimeException broken(String name, String rule) {
        return new Problem.Invalid(Part.QUERY, name.isEmpty() ? "" : "/" + name, rule).asException();
    }
}
