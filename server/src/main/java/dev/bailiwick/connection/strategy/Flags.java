package dev.bailiwick.connection.strategy;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Options that are true or false, of which some stand for a scope that is asked for when somebody logs in. */
final class Flags {

    private static final String SCOPE = "scope";
    private static final String NO_SCOPE = "-";
    private static final Map<String, Map<String, String>> ALL = read();

    private Flags() {}

    /**
     * With the scopes that its flags stand for, in the flags' own order, and behind these the given ones that no flag stands for.
     * Refuses with {@link Problem.Invalid} a flag that is neither true nor false, and scopes that are no list.
     */
    static JsonObject scoped(String strategy, JsonObject options) {
        var flags = ALL.getOrDefault(strategy, Map.of());
        flags.keySet().forEach(flag -> requireFlag(options, flag));
        if (flags.values().stream().allMatch(NO_SCOPE::equals)) {
            return options;
        }
        if (options.text("/" + SCOPE).isPresent()) {
            throw new Problem.Invalid(Part.BODY, "/options/" + SCOPE, "must be an array").asException();
        }
        var known = flags.values();
        var meant = flags.entrySet().stream()
                .filter(flag -> options.flag("/" + flag.getKey()).orElse(false))
                .map(Map.Entry::getValue)
                .filter(scope -> !scope.equals(NO_SCOPE));
        var more = options.texts("/" + SCOPE).stream().filter(scope -> !known.contains(scope));
        return options.with(SCOPE, Stream.concat(meant, more).distinct().toList());
    }

    private static void requireFlag(JsonObject options, String flag) {
        if (options.has(flag) && options.flag("/" + flag).isEmpty() && !options.isNull(flag)) {
            throw new Problem.Invalid(Part.BODY, "/options/" + flag, "must be true or false").asException();
        }
    }

    private static Map<String, Map<String, String>> read() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (var row : Table.rows("flags", 3)) {
            all.computeIfAbsent(row.getFirst(), _ -> new LinkedHashMap<>()).put(row.get(1), row.get(2));
        }
        return all;
    }
}
