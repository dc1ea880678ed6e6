package dev.bailiwick.management.v2;

import dev.bailiwick.audit.TokenEvents;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Method;
import dev.bailiwick.web.Route;
import java.util.Map;

/**
 * Notes for the log which changes are refused, of callers who are known and hold a scope for them. What was sent stands in no
 * note: it may be a secret.
 */
final class NotedRefusals {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final TokenEvents events;
    private final ManagementErrors errors;

    NotedRefusals(TokenEvents events, ManagementErrors errors) {
        this.events = events;
        this.errors = errors;
    }

    /** The same route, with a note of each refusal unless it reads only. */
    Route of(Route route) {
        return route.method() == Method.GET
                ? route
                : new Route(
                        route.method(),
                        route.template(),
                        route.access(),
                        route.bodyLimit(),
                        route.timeLimit(),
                        call -> answered(route.handler(), call));
    }

    private Answer answered(Route.Handler handler, Call call) {
        try {
            return handler.answer(call);
        } catch (ProblemException e) {
            note(call, errors.render(discreet(e.problem())));
            throw e;
        }
    }

    private void note(Call call, Answer refusal) {
        if (refusal.status() >= CLIENT_ERROR
                && refusal.status() < SERVER_ERROR
                && refusal.content() instanceof Answer.Content.JsonValue(ManagementErrors.Body body)) {
            events.refused(
                    call.tenant().id(),
                    call.origin(),
                    body.message(),
                    Map.of("statusCode", refusal.status(), "body", body));
        }
    }

    /** Rules that are broken end with what breaks them. */
    private static Problem discreet(Problem problem) {
        return problem instanceof Problem.Invalid(var part, var violations)
                ? new Problem.Invalid(
                        part,
                        violations.getFirst().path(),
                        violations.getFirst().rule().split(": ", 2)[0])
                : problem;
    }
}
