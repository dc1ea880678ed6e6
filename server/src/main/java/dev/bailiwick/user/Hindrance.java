package dev.bailiwick.user;

import dev.bailiwick.json.JsonObjects;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;

/** Why a user cannot be as asked for. */
sealed interface Hindrance {

    /** The id is somebody's. */
    record Present() implements Hindrance {}

    /** Another user of the connection has this already. */
    record Taken(UserIdentifier identifier) implements Hindrance {}

    /** An account is a user of its own, or one of another user's accounts. */
    record Linked(String identity) implements Hindrance {}

    /** There would be more of a profile than is kept of one. */
    record TooLong(int length) implements Hindrance {

        /** What a caller is told who asked for it. */
        RuntimeException asException() {
            return new Problem.Invalid(
                            Part.BODY,
                            "",
                            "Object is too long (%d chars), maximum %d".formatted(length, JsonObjects.LONGEST))
                    .asException();
        }
    }
}
