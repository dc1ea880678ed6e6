package dev.bailiwick.management.v1;

import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.AccountFault;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.Problem.PasswordFault;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.ErrorDialect;
import java.util.List;
import java.util.Set;

/** Refusals as old clients read them: a flat object of texts, {@code error} and {@code detail}, of which they show the second. */
final class ManagementV1Errors implements ErrorDialect {

    private static final int REFUSED = 400;
    private static final int UNAUTHORIZED = 401;
    private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH");

    record Body(String error, String detail) {}

    /**
     * A change is refused with 400 whatever stands against it, be it that the server has no time just now: any other status is success
     * to old clients when they create or update.
     */
    @Override
    public Answer render(Problem problem, String method) {
        var answer = render(problem);
        boolean isChange = CHANGES.contains(method) && answer.status() != UNAUTHORIZED;
        return isChange ? new Answer(REFUSED, answer.content(), answer.headers()) : answer;
    }

    @Override
    public Answer render(Problem problem) {
        return switch (problem) {
            case Problem.NotFound(var kind, var _) ->
                answer(404, "not_found", kind.replaceFirst("^connection of a user$", "connection") + " not found");
            case Problem.Gone _, Problem.NoSuchRoute _ -> answer(404, "not_found", "Not Found");
            case Problem.Conflict(var kind, var _, var _)
            when kind.equals("user") -> answer(409, "conflict", "The user already exists");
            case Problem.Conflict(var kind, var field, var _)
            when kind.equals("new user identifier") ->
                answer(409, "conflict", "The " + field + " belongs to another user");
            case Problem.Conflict(var kind, var field, var _) ->
                answer(409, "conflict", "A " + kind + " with the same " + field + " already exists");
            case Problem.InUse(var kind, var userKind, var _) ->
                answer(409, "conflict", "The " + kind + " is used by a " + userKind);
            case Problem.OtherClient(var kind, var _) ->
                answer(400, "invalid_request", "The " + kind + " belongs to another client");
            case Problem.TooMany(var kind, var most) ->
                answer(400, "invalid_request", "There may be " + most + " of this kind at most: " + kind);
            case Problem.Invalid(var _, var violations) -> answer(400, "invalid_request", told(violations));
            case Problem.NotAllowed(var reason) -> answer(400, "invalid_request", reason);
            case Problem.Unusable(var reason) -> answer(400, "invalid_request", reason);
            case Problem.Unsupported(var reason) -> answer(400, "not_supported", reason);
            case Problem.NotSupported(var reason) -> answer(400, "not_supported", reason);
            case Problem.UserRefused(var reason) -> answer(400, "invalid_request", reason);
            case Problem.Disabled(var reason) -> answer(400, "not_supported", reason);
            case Problem.MalformedId(var _, var id) -> answer(400, "invalid_request", id + " is no id");
            case Problem.AccountRefused(var fault) -> answer(400, "invalid_request", told(fault));
            case Problem.PasswordRefused(var fault) -> answer(400, "invalid_password", told(fault));
            case Problem.TooFar(var reach, var _, var _) ->
                answer(400, "invalid_request", "Only the first " + reach + " records can be paged through");
            case Problem.NotSearchable(var _, var field) ->
                answer(400, "invalid_request", "The field cannot be searched by: " + field);
            case Problem.Unreadable(var part, var reason) ->
                answer(
                        400,
                        "invalid_request",
                        part == Part.BODY ? "The body cannot be read: " + reason : "Bad Request");
            case Problem.TooLarge(var limit) ->
                answer(413, "invalid_request", "The body is longer than " + limit + " bytes");
            case Problem.UnsupportedMediaType _ ->
                answer(415, "invalid_request", "The body is neither JSON nor a form");
            case Problem.Unauthenticated(var failure, var _) -> unauthenticated(failure);
            case Problem.InsufficientScope _ -> challenged("invalid_token", "Client is not global");
            case Problem.DeniedMembers _, Problem.OtherUser _, Problem.TokenRefused _ ->
                answer(403, "forbidden", "Forbidden");
            case Problem.TooManyJobs(var reason) -> answer(429, "too_many_requests", reason);
            case Problem.TooManyRequests(var retryAfter) ->
                answer(429, "too_many_requests", "Too Many Requests").retryAfter(retryAfter);
            case Problem.Unavailable(var retryAfter) ->
                answer(503, "unavailable", "The service is unavailable").retryAfter(retryAfter);
            case Problem.TooCostly _ -> answer(503, "unavailable", "The search takes too long");
            case Problem.OutcomeUnknown _ -> answer(504, "unavailable", "The outcome of the change is unknown");
            case Problem.TooEarly(var reason, var retryAfter) ->
                answer(409, "conflict", reason).retryAfter(retryAfter);
            case Problem.Unexpected _ -> answer(500, "server_error", "An internal server error occurred");
        };
    }

    /** Why a token is no good is told to nobody, but whether there was one (RFC 6750 section 3.1). */
    private static Answer unauthenticated(AuthenticationFailure failure) {
        return failure == AuthenticationFailure.MISSING
                ? answer(401, "unauthorized", "Unauthorized").with("WWW-Authenticate", "Bearer realm=\"Users\"")
                : challenged("unauthorized", "Unauthorized");
    }

    private static Answer challenged(String error, String detail) {
        return answer(401, error, detail).with("WWW-Authenticate", "Bearer realm=\"Users\", error=\"invalid_token\"");
    }

    private static String told(AccountFault fault) {
        return switch (fault) {
            case LINKED_NOBODY -> "There is no such account";
            case LINKED_TO_ITSELF -> "An account cannot be linked to itself";
            case LINKED_ALREADY -> "The account is linked already";
            case LINKED_BY_BAD_TOKEN -> "The token proves no account";
            case UNLINKED_FIRST -> "The first account of a user cannot be unlinked";
        };
    }

    private static String told(PasswordFault fault) {
        return switch (fault) {
            case WEAK -> "The password is too weak";
            case COMMON -> "The password is too common";
            case PERSONAL -> "The password contains user information";
            case USED_BEFORE -> "The password has previously been used";
        };
    }

    /** The first broken rule: half a sentence behind its place, or a whole one. */
    private static String told(List<Violation> violations) {
        var first = violations.getFirst();
        var place = first.path().replaceFirst("^/", "").replace('/', '.');
        boolean isWhole = place.isEmpty() || Character.isUpperCase(first.rule().codePointAt(0));
        return isWhole ? first.rule() : place + " " + first.rule();
    }

    private static Answer answer(int status, String error, String detail) {
        return Answer.of(status, new Body(error, detail));
    }
}
