package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;

/** Refusals where no wire language has a say: outside every prefix, and on the server's own paths. */
public final class PlainErrors implements ErrorDialect {

    record Body(int statusCode, String error, String message) {}

    @Override
    public Answer render(Problem problem) {
        return switch (problem) {
            case Problem.NotFound(var kind, var id) -> answer(404, "Not Found", "There is no " + kind + " " + id + ".");
            case Problem.Gone _, Problem.NoSuchRoute _ -> answer(404, "Not Found");
            case Problem.Conflict(var kind, var field, var value) ->
                answer(409, "Conflict", "Another " + kind + " has the " + field + " " + value + ".");
            case Problem.InUse(var kind, var userKind, var users) ->
                answer(
                        409,
                        "Conflict",
                        "The " + kind + " is used by the " + userKind + "s " + String.join(", ", users) + ".");
            case Problem.OtherClient(var kind, var id) ->
                answer(400, "Bad Request", "The " + kind + " " + id + " belongs to another client.");
            case Problem.Invalid(var _, var violations) ->
                answer(
                        400,
                        "Bad Request",
                        violations.getFirst().path() + " "
                                + violations.getFirst().rule());
            case Problem.TooFar(var reach, var _, var _) ->
                answer(400, "Bad Request", "Pages reach the first " + reach + " records only.");
            case Problem.NotAllowed(var reason) -> answer(400, "Bad Request", reason);
            case Problem.Unusable(var reason) -> answer(400, "Bad Request", reason);
            case Problem.Unsupported(var reason) -> answer(400, "Bad Request", reason);
            case Problem.UserRefused(var reason) -> answer(400, "Bad Request", reason);
            case Problem.Disabled(var reason) -> answer(400, "Bad Request", reason);
            case Problem.MalformedId(var _, var id) -> answer(400, "Bad Request", id + " is no id");
            case Problem.AccountRefused _ -> answer(400, "Bad Request", "The account cannot be linked or unlinked.");
            case Problem.PasswordRefused _ -> answer(400, "Bad Request", "The password is not allowed.");
            case Problem.NotSearchable(var _, var field) -> answer(400, "Bad Request", "No search by " + field + ".");
            case Problem.Unreadable(var _, var reason) -> answer(400, "Bad Request", reason);
            case Problem.TooLarge(var limit) -> answer(413, "Payload Too Large", "The limit is " + limit + " bytes.");
            case Problem.UnsupportedMediaType _ -> answer(415, "Unsupported Media Type");
            case Problem.Unauthenticated _ -> answer(401, "Unauthorized");
            case Problem.InsufficientScope _,
                    Problem.TokenRefused _,
                    Problem.OtherUser _,
                    Problem.DeniedMembers _,
                    Problem.TooMany _ -> answer(403, "Forbidden");
            case Problem.TooManyJobs(var reason) -> answer(429, reason);
            case Problem.TooManyRequests(var retryAfter) ->
                answer(429, "Too Many Requests").retryAfter(retryAfter);
            case Problem.Unavailable(var retryAfter) ->
                answer(503, "Service Unavailable").retryAfter(retryAfter);
            case Problem.NotSupported(var reason) -> answer(400, "Bad Request", reason);
            case Problem.TooCostly _ -> answer(503, "Service Unavailable", "The search takes too long.");
            case Problem.OutcomeUnknown _ -> answer(504, "Gateway Timeout", "The outcome of the change is unknown.");
            case Problem.TooEarly(var reason, var retryAfter) ->
                answer(409, "Conflict", reason).retryAfter(retryAfter);
            case Problem.Unexpected _ -> answer(500, "Internal Server Error");
        };
    }

    private static Answer answer(int status, String error) {
        return answer(status, error, error);
    }

    private static Answer answer(int status, String error, String message) {
        return Answer.of(status, new Body(status, error, message));
    }
}
