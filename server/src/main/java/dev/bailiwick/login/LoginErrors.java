package dev.bailiwick.login;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.ErrorDialect;

/** Refusals as pages, without any detail: whatever else is amiss, there is no such page. */
final class LoginErrors implements ErrorDialect {

    @Override
    public Answer render(Problem problem) {
        return switch (problem) {
            case Problem.Unavailable(var retryAfter) -> Page.FAILED.answer(503).retryAfter(retryAfter);
            case Problem.TooManyRequests(var retryAfter) ->
                Page.FAILED.answer(429).retryAfter(retryAfter);
            case Problem.Unreadable _, Problem.Invalid _ -> Page.FAILED.answer(400);
            case Problem.Unexpected _ -> Page.FAILED.answer(500);
            default -> Page.NOT_FOUND.answer(404);
        };
    }
}
