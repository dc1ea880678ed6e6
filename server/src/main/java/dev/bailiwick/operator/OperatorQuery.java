package dev.bailiwick.operator;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.web.Query;
import java.util.Optional;
import java.util.Set;

/** The parameters of what an operator asks: each is known here, and given once. */
record OperatorQuery(Query query) {

    /** Refuses with {@link Problem.Invalid} any other name, and a name that stands there twice. */
    static OperatorQuery of(Query query, Set<String> names) {
        query.values().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw invalid(name, "is not known here");
            }
            if (values.size() > 1) {
                throw invalid(name, "must be given once");
            }
        });
        return new OperatorQuery(query);
    }

    Optional<String> first(String name) {
        return query.first(name);
    }

    /** False where it is absent. Only {@code true} is true: what is said by halves is not to open secrets or change anything. */
    boolean isTrue(String name) {
        return switch (first(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, "must be true or false");
        };
    }

    static RuntimeException invalid(String name, String rule) {
        return new Problem.Invalid(Part.QUERY, "/" + name, rule).asException();
    }
}
