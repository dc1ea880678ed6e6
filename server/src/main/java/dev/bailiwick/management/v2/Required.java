package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Call;
import java.util.LinkedHashSet;
import java.util.List;

/** Scopes that a caller needs besides the one that opened the route. */
final class Required {

    private Required() {}

    /** Refuses with {@link Problem.InsufficientScope} whoever has none of them. */
    static void anyOf(Call call, String... scopes) {
        var wanted = List.of(scopes);
        if (wanted.stream().noneMatch(call.caller().scopes()::contains)) {
            throw new Problem.InsufficientScope(new LinkedHashSet<>(wanted)).asException();
        }
    }
}
