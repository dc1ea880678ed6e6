package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;

/** How one edge words a refusal. */
@FunctionalInterface
public interface ErrorDialect {

    Answer render(Problem problem);
}
