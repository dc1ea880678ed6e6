package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;

/** How one edge words a refusal. */
@FunctionalInterface
public interface ErrorDialect {

    Answer render(Problem problem);

    /** The same for a request by this method, where it matters to those who read the refusal. */
    default Answer render(Problem problem, String method) {
        return render(problem);
    }
}
