package dev.bailiwick.problem;

import dev.bailiwick.problem.Problem.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Items of a list that are alike where all must differ. */
public final class Twins {

    private Twins() {}

    /** Says where the first two stand; empty where all differ. */
    public static Optional<String> rule(Iterable<?> items) {
        var places = new HashMap<Object, Integer>();
        int place = 0;
        for (var item : items) {
            var earlier = places.putIfAbsent(item, place);
            if (earlier != null) {
                return Optional.of("Array items are not unique (indexes %d and %d)".formatted(earlier, place));
            }
            place++;
        }
        return Optional.empty();
    }

    /**
     * Refuses a body with {@link Problem.Invalid} in which there are any.
     *
     * @param path of the list, a JSON pointer (RFC 6901)
     */
    public static void refuse(String path, List<?> items) {
        rule(items).ifPresent(rule -> {
            throw new Problem.Invalid(Part.BODY, path, rule).asException();
        });
    }
}
