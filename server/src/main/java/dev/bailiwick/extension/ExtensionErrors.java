package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.ErrorDialect;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refusals as the original words them: {@code statusCode}, {@code error}, {@code message}, and Joi's {@code validation}. */
final class ExtensionErrors implements ErrorDialect {

    record Attributes(String error) {}

    record Validation(String source, List<String> keys) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            int statusCode,
            String error,
            String message,
            @Nullable Attributes attributes,
            @Nullable Validation validation) {}

    @Override
    public Answer render(Problem problem) {
        return switch (problem) {
            case Problem.NotFound(var kind, var _)
            when kind.equals("user") -> answer(404, "Not Found", "The user does not exist.");
            case Problem.NotFound(var kind, var _)
            when kind.equals("client") -> answer(404, "Not Found", "The client does not exist");
            case Problem.NotFound(var kind, var id) ->
                answer(404, "NotFoundError", "The record " + id + " in " + kind + "s does not exist.");
            case Problem.Gone _ -> answer(404, "Not Found", "Not Found");
            case Problem.Conflict(var kind, var _, var _)
            when kind.equals("resource server") ->
                answer(409, "Conflict", "A resource server with the same identifier already exists.");
            case Problem.Conflict(var kind, var _, var value) ->
                answer(
                        400,
                        "ValidationError",
                        capitalized(kind) + " with name \"" + value + "\" already exists" + where(kind));
            case Problem.InUse(var kind, var userKind, var users) ->
                answer(
                        400,
                        "ValidationError",
                        "Unable to touch " + array(kind) + " while used in " + userKind + "s: "
                                + String.join(", ", users));
            case Problem.OtherClient(var kind, var id) ->
                answer(400, "ValidationError", "The " + kind + " " + id + " belongs to another application");
            case Problem.Invalid(var part, var violations) -> invalid(part, violations.getFirst());
            case Problem.TooFar(var reach, var _, var _) ->
                answer(400, "ValidationError", "Only the first " + reach + " records can be paged through");
            case Problem.NotAllowed(var reason) -> answer(400, "Bad Request", reason);
            case Problem.Unusable(var reason) -> answer(400, "Bad Request", reason);
            case Problem.Unsupported(var reason) -> answer(400, "Bad Request", reason);
            case Problem.UserRefused(var reason) -> answer(400, "Bad Request", reason);
            case Problem.Disabled(var reason) -> answer(400, "Bad Request", reason);
            case Problem.MalformedId(var _, var id) -> answer(400, "Bad Request", id + " is no id");
            case Problem.AccountRefused _ -> answer(400, "Bad Request", "The account cannot be linked or unlinked");
            case Problem.PasswordRefused _ -> answer(400, "ValidationError", "The password is not allowed");
            case Problem.NotSearchable(var _, var field) ->
                answer(400, "ValidationError", "Unable to search by the field \"" + field + "\"");
            case Problem.Unreadable(Part part, var _) ->
                answer(400, "Bad Request", part == Part.BODY ? "Invalid request payload JSON format" : "Bad Request");
            case Problem.NoSuchRoute _ -> answer(404, "Not Found", "Not Found");
            case Problem.TooLarge(var limit) ->
                answer(
                        413,
                        "Request Entity Too Large",
                        "Payload content length greater than maximum allowed: " + limit);
            case Problem.UnsupportedMediaType _ -> answer(415, "Unsupported Media Type", "Unsupported Media Type");
            case Problem.Unauthenticated(var failure, var _) -> unauthenticated(failure);
            case Problem.InsufficientScope _ -> answer(403, "Forbidden", "Insufficient scope");
            case Problem.TokenRefused _, Problem.OtherUser _, Problem.DeniedMembers _, Problem.TooMany _ ->
                answer(403, "Forbidden", "Forbidden");
            case Problem.TooManyJobs(var reason) -> answer(429, "Too Many Requests", reason);
            case Problem.TooManyRequests(var retryAfter) ->
                answer(429, "Too Many Requests", "Too Many Requests").retryAfter(retryAfter);
            case Problem.Unavailable(var retryAfter) ->
                answer(503, "Service Unavailable", "The service is unavailable").retryAfter(retryAfter);
            case Problem.NotSupported(var reason) -> answer(400, "Bad Request", reason);
            case Problem.TooCostly _ ->
                answer(503, "Service Unavailable", "The query exceeded the timeout. Please try refining your search");
            case Problem.OutcomeUnknown _ -> answer(504, "Gateway Timeout", "The outcome of the change is unknown");
            case Problem.TooEarly(var reason, var retryAfter) ->
                answer(409, "Conflict", reason).retryAfter(retryAfter);
            case Problem.Unexpected _ -> answer(500, "Internal Server Error", "An internal server error occurred");
        };
    }

    private static Answer unauthenticated(AuthenticationFailure failure) {
        return switch (failure) {
            case MISSING -> challenged("Missing authentication", null, "token is null");
            case UNKNOWN_SCHEME -> challenged("Missing authentication", null, "Invalid token format");
            case MALFORMED_TOKEN ->
                challenged("Invalid token format", new Attributes("Invalid token format"), "Invalid token format");
            case BAD_SIGNATURE, BAD_ISSUER, BAD_AUDIENCE, EXPIRED, NOT_YET_VALID, WRONG_KIND ->
                challenged("Invalid credentials", new Attributes("Invalid credentials"), "Invalid credentials");
            case BAD_API_KEY -> answer(401, "Unauthorized", "Invalid API Key");
        };
    }

    private static Answer challenged(String message, @Nullable Attributes attributes, String challenge) {
        return Answer.of(401, new Body(401, "Unauthorized", message, attributes, null))
                .with("WWW-Authenticate", "Token error=\"" + challenge + "\"");
    }

    private static Answer invalid(Part part, Violation violation) {
        var source = switch (part) {
            case BODY -> "payload";
            case PATH -> "params";
            case QUERY -> "query";
        };
        var place = Place.of(violation.path());
        return Answer.of(
                400,
                new Body(
                        400,
                        "Bad Request",
                        "\"" + place.label() + "\" " + violation.rule(),
                        null,
                        new Validation(source, List.of(place.key()))));
    }

    private static Answer answer(int status, String error, String message) {
        return Answer.of(status, new Body(status, error, message, null, null));
    }

    /** Names of groups are unique in the tenant, those of roles and permissions within their application. */
    private static String where(String kind) {
        return kind.equals("group") ? "" : " for this application";
    }

    /** The array by which others use objects of that kind. */
    private static String array(String kind) {
        return kind.equals("group") ? "nested" : kind + "s";
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
