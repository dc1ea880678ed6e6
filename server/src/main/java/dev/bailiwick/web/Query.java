package dev.bailiwick.web;

import dev.bailiwick.problem.Problem.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The parameters of a query or a form (application/x-www-form-urlencoded), decoded, in their order.
 *
 * @param values every value of every name, since what a repeated parameter means is the edge's to say
 */
public record Query(Map<String, List<String>> values) {

    public Query {
        values = Collections.unmodifiableMap(values);
    }

    /** Refuses malformed escapes. */
    static Query parse(Part part, String raw) {
        var values = new LinkedHashMap<String, List<String>>();
        each(
                part,
                raw,
                (name, value) ->
                        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(Percent.decode(part, value, true)));
        return new Query(values);
    }

    /** The items of a list: of all values of a parameter, each with commas between its items, whose own commas are escaped. */
    static List<String> items(String raw, String wanted) {
        var items = new ArrayList<String>();
        each(Part.QUERY, raw, (name, value) -> {
            if (name.equals(wanted)) {
                Arrays.stream(value.split(","))
                        .filter(item -> !item.isEmpty())
                        .map(item -> Percent.decode(Part.QUERY, item, true))
                        .forEach(items::add);
            }
        });
        return items;
    }

    /** Goes through names and values, which are as sent. */
    private static void each(Part part, String raw, BiConsumer<String, String> visitor) {
        for (var pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                visitor.accept(Percent.decode(part, name, true), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
    }

    /** Whether the parameter is there, with or without a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The first value of a parameter. */
    public Optional<String> first(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }
}
