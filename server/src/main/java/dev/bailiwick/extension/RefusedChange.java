package dev.bailiwick.extension;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.web.Answer;
import java.util.function.Supplier;

/** Ends a simulation one of whose changes would be refused, and tells which, with the answer of the change's own route. */
final class RefusedChange extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private RefusedChange(Answer answer) {
        super("a change is refused", null, false, false);
        this.answer = answer;
    }

    /** The place of a change, and what its route would have answered. */
    record ChangeJson(int index, int statusCode, Object body) {}

    record RefusedJson(int statusCode, String error, String message, ChangeJson attributes) {}

    /** What the whole request is answered. */
    Answer answer() {
        return answer;
    }

    /** Does what belongs to the change at this place. What has nothing to do with the change itself is thrown on as it is. */
    static <R> R unlessRefused(int index, Supplier<R> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            var refusal = new ExtensionErrors().render(e.problem());
            if (isOfWhole(e.problem(), refusal) || !(refusal.content() instanceof Answer.Content.JsonValue(var body))) {
                throw e;
            }
            throw new RefusedChange(Answer.of(
                    400,
                    new RefusedJson(
                            400,
                            "Bad Request",
                            "The change at index " + index + " would be refused",
                            new ChangeJson(index, refusal.status(), body))));
        }
    }

    private static boolean isOfWhole(Problem problem, Answer refusal) {
        return refusal.status() >= 500
                || problem instanceof Problem.Gone
                || problem instanceof Problem.InsufficientScope;
    }
}
