package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import java.util.Map;

/** A dialect that can be told from others: it says its own name and the problem's. */
record TaggedErrors(String tag) implements ErrorDialect {

    @Override
    public Answer render(Problem problem) {
        return Answer.of(
                new PlainErrors().render(problem).status(),
                Map.of("dialect", tag, "problem", problem.getClass().getSimpleName()));
    }
}
