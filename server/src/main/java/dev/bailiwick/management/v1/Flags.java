package dev.bailiwick.management.v1;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.search.LowerCase;
import dev.bailiwick.web.Call;

/** Truth values as the clients of many languages write them: {@code true}, {@code True}, {@code 1}. */
final class Flags {

    private Flags() {}

    /** A parameter of the query; absent is false, and so is one without a value. */
    static boolean inQuery(Call call, String name) {
        return call.query()
                .first(name)
                .map(value -> of(Part.QUERY, name, value))
                .orElse(false);
    }

    /** A member of the body. */
    static boolean of(String name, String value) {
        return of(Part.BODY, name, value);
    }

    private static boolean of(Part part, String name, String value) {
        return switch (LowerCase.of(value)) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw new Problem.Invalid(part, "/" + name, "must be true or false").asException();
        };
    }
}
