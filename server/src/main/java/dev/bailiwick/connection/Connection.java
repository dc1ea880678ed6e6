package dev.bailiwick.connection;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.regex.Pattern;

/**
 * Where users come from.
 *
 * @param id {@code con_} and 16 letters and digits
 * @param name unique in the tenant
 * @param strategy Auth0's word for the kind of connection, such as {@code auth0} for our own database
 */
public record Connection(String id, String name, String strategy) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,126}[A-Za-z0-9])?");
    private static final Pattern STRATEGY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Refuses with {@link Problem.Invalid} what Auth0 would not take. */
    static void require(String name, String strategy) {
        if (!NAME.matcher(name).matches()) {
            throw new Problem.Invalid(
                            Part.BODY,
                            "/name",
                            "must be 1 to 128 letters, digits, hyphens and dots, and begin and end with none of the last two")
                    .asException();
        }
        if (!STRATEGY.matcher(strategy).matches()) {
            throw new Problem.Invalid(Part.BODY, "/strategy", "must be lower-case letters, digits and hyphens")
                    .asException();
        }
    }
}
