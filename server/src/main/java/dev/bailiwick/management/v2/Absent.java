package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * In the place of an operation that is not built: nobody has the scopes for it. Tools leave out what they are refused this way,
 * where any other refusal ends them.
 *
 * @param scopes those that the operation asks for
 */
public record Absent(List<String> scopes) implements Route.Handler {

    public Absent {
        scopes = List.copyOf(scopes);
    }

    @Override
    public Answer answer(Call call) {
        throw new Problem.InsufficientScope(new LinkedHashSet<>(scopes)).asException();
    }
}
