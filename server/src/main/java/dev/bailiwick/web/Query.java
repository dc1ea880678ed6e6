package dev.bailiwick.web;

import dev.bailiwick.problem.Problem.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        for (var pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(Percent.decode(part, name, true), _ -> new ArrayList<>())
                        .add(Percent.decode(part, value, true));
            }
        }
        return new Query(values);
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
