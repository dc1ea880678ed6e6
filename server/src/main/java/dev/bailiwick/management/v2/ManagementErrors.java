package dev.bailiwick.management.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.AccountFault;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.Problem.PasswordFault;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.ErrorDialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refusals as Auth0 words them: {@code statusCode}, {@code error}, {@code message}, and mostly an {@code errorCode}. */
final class ManagementErrors implements ErrorDialect {

    /** What is said of what is not there, by its kind. */
    private static final Map<String, Words> ABSENT = Map.ofEntries(
            Map.entry("authentication method", new Words("The authentication method could not be found.", null)),
            Map.entry("client", new Words("The client does not exist", "inexistent_client")),
            Map.entry("client of a grant", new Words("Client not found", "inexistent_client")),
            Map.entry("client grant", new Words("The grant does not exist.", "inexistent_client_grant")),
            Map.entry("credential", new Words("The credential does not exist", null)),
            Map.entry("resource server", new Words("The resource server does not exist", "inexistent_resource_server")),
            Map.entry("connection", new Words("The connection does not exist", "inexistent_connection")),
            Map.entry("connection status", new Words("not connected to any node", null)),
            Map.entry(
                    "email provider",
                    new Words("There is not a configured email provider", "inexistent_email_provider")),
            Map.entry("email template", new Words("The template does not exist.", "inexistent_email_template")),
            Map.entry("user", new Words("The user does not exist.", "inexistent_user")),
            Map.entry("job", new Words("Job not found.", "inexistent_job")),
            Map.entry("job errors", new Words("The job does not exist", "inexistent_job")),
            Map.entry("branding theme", theme("retrieving")),
            Map.entry("branding theme to update", theme("updating")),
            Map.entry("branding theme to delete", theme("deleting")),
            Map.entry("phone provider", new Words("Notification Resource not found", null)),
            Map.entry("phone template", new Words("Notification Resource not found", null)),
            Map.entry(
                    "universal login template",
                    new Words("Template does not exist.", "inexistent_templates_universal_login")),
            Map.entry("role", new Words("The role does not exist.", null)),
            Map.entry("rule", new Words("The rule does not exist", "inexistent_rule")),
            Map.entry("signing key", new Words("Signing key not found.", null)),
            Map.entry("tenant role", new Words("The role does not exist.", null)),
            Map.entry("users", new Words("One or more of the users do not exist.", null)));

    /** What is said of what another has already, by its kind. */
    private static final Map<String, Words> TAKEN = Map.ofEntries(
            Map.entry("authentication method", new Words("Authentication method already exists.", null)),
            Map.entry(
                    "branding theme",
                    new Words(
                            "There was an error creating branding settings: theme already exists",
                            "theme_already_exists")),
            Map.entry("connection", new Words("A connection with the same name already exists", "connection_conflict")),
            Map.entry("phone provider", new Words("Custom phone provider conflict.", null)),
            Map.entry("phone template", new Words("Phone template already configured for tenant", null)),
            Map.entry(
                    "resource server",
                    new Words(
                            "A resource server with the same identifier already exists.", "resource_server_conflict")),
            Map.entry("tenant role", new Words("The role already exists.", null)),
            Map.entry("user", new Words("The user already exists.", "auth0_idp_error")));

    private static final Pattern ELEMENT = Pattern.compile("/(\\d+)(?=/|$)");

    private record Words(String message, @Nullable String code) {}

    private static Words theme(String doing) {
        return new Words("There was an error " + doing + " branding settings: invalid theme ID", "theme_not_found");
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            int statusCode,
            String error,
            String message,
            @Nullable String errorCode) {}

    @Override
    public Answer render(Problem problem) {
        return switch (problem) {
            case Problem.NotFound(var kind, var id)
            when kind.equals("audience") ->
                answer(404, "No resource with identifier " + id, "inexistent_resource_server");
            case Problem.NotFound(var kind, var _)
            when kind.equals("connection of a user") ->
                answer(400, "The connection does not exist.", "inexistent_connection");
            case Problem.NotFound(var kind, var id)
            when kind.equals("resource server of a permission") ->
                answer(404, "The resource server does not exist: '" + id + "'", "inexistent_resource_server");
            case Problem.NotFound(var kind, var id)
            when kind.equals("permission of a resource server") ->
                answer(404, "This permission does not exist: '" + id + "'", "inexistent_resource_server_permission");
            case Problem.NotFound(var kind, var _)
            when kind.equals("provider of an account") ->
                answer(400, "The provider/connection is not configured.", "inexistent_connection");
            case Problem.NotFound(var kind, var _)
            when kind.equals("sender of a phone provider") ->
                answer(400, "Bad Operation on Notification Resource", null);
            case Problem.NotFound(var kind, var _)
            when kind.equals("deployed action") -> answer(409, "No deployed action was found.", null);
            case Problem.NotFound(var kind, var _) ->
                answer(404, ABSENT.getOrDefault(kind, new Words("The " + kind + " does not exist.", null)));
            case Problem.Gone _, Problem.NoSuchRoute _ -> answer(404, "Not Found", null);
            case Problem.Conflict(var kind, var field, var _)
            when kind.equals("client") && field.equals("alias") ->
                answer(409, "Another client exists with the same alias.", null);
            case Problem.Conflict(var kind, var _, var value)
            when kind.equals("client grant") ->
                answer(409, "A client grant already exists between " + value, "client_grant_conflict");
            case Problem.Conflict(var kind, var _, var value)
            when kind.equals("email provider") ->
                answer(409, "An email provider is already configured: " + value, "email_provider_conflict");
            case Problem.Conflict(var kind, var field, var _)
            when kind.equals("rule") ->
                answer(409, "A rule with the same " + field + " already exists", "rule_conflict");
            case Problem.Conflict(var kind, var _, var value)
            when kind.equals("email template") -> answer(409, "Template " + value + " already exists.", null);
            case Problem.Conflict(var kind, var _, var _)
            when kind.equals("client key") -> answer(400, "A credential with the same kid already exists", null);
            case Problem.Conflict(var kind, var field, var _)
            when kind.equals("new user identifier") ->
                answer(400, "The specified new " + field + " already exists", "auth0_idp_error");
            case Problem.Conflict(var kind, var field, var _) ->
                answer(
                        409,
                        TAKEN.getOrDefault(
                                kind, new Words("A " + kind + " with the same " + field + " already exists.", null)));
            case Problem.InUse(var kind, var _, var _)
            when kind.equals("authentication methods") ->
                answer(403, "Operation not permitted when the user has registered at least 1 passkey", null);
            case Problem.InUse(var kind, var _, var _)
            when kind.equals("credential") ->
                answer(400, "Cannot delete credential still associated with a client", null);
            case Problem.InUse(var kind, var userKind, var _) ->
                answer(409, "The " + kind + " is used by a " + userKind + ".", null);
            case Problem.OtherClient(var kind, var _) ->
                answer(400, "The " + kind + " belongs to another client.", null);
            case Problem.TooMany(var kind, var _) ->
                answer(
                        403,
                        "You reached the limit of entities of this type for this " + owner(kind) + ".",
                        "too_many_entities");
            case Problem.Invalid(var part, var violations) -> invalid(part, violations);
            case Problem.NotAllowed(var reason) -> answer(400, reason, "invalid_body");
            case Problem.Unusable(var reason) -> answer(400, reason, "validation_error");
            case Problem.Unsupported(var reason) -> answer(400, reason, "operation_not_supported");
            case Problem.UserRefused(var reason) -> answer(400, reason, "auth0_idp_error");
            case Problem.Disabled(var reason) -> answer(400, reason, "connection_is_disabled");
            case Problem.MalformedId(var format, var id) ->
                answer(400, "Object didn't pass validation for format " + format + ": " + id, "invalid_uri");
            case Problem.AccountRefused(var fault) -> accountRefused(fault);
            case Problem.PasswordRefused(var fault) -> answer(400, refused(fault), null);
            case Problem.NotSearchable(var kind, var field) ->
                answer(400, notSearchable(kind, field), "invalid_query_string");
            case Problem.TooFar tooFar -> answer(400, words(tooFar), "invalid_paging");
            case Problem.Unreadable(var part, var _) ->
                part == Part.BODY
                        ? answer(400, "Invalid request payload JSON format", "invalid_body")
                        : answer(400, "Bad Request", part == Part.PATH ? "invalid_uri" : "invalid_query_string");
            case Problem.TooLarge(var limit) ->
                answer(413, "Payload content length greater than maximum allowed: " + limit, null);
            case Problem.UnsupportedMediaType _ -> answer(415, "Unsupported Media Type", null);
            case Problem.Unauthenticated(var failure, var audience) -> unauthenticated(failure, audience);
            case Problem.InsufficientScope(var anyOf) ->
                answer(403, "Insufficient scope, expected any of: " + String.join(",", anyOf), "insufficient_scope");
            case Problem.DeniedMembers(var deed, var members) ->
                answer(
                        403,
                        "You cannot " + deed.name().toLowerCase(Locale.ROOT) + " the following fields: "
                                + String.join(", ", members),
                        "insufficient_scope");
            case Problem.OtherUser _ ->
                answer(403, "User to be acted on does not match subject in bearer token.", null);
            case Problem.TooManyJobs(var reason) -> answer(429, reason, "too_many_requests");
            case Problem.TooManyRequests(var retryAfter) ->
                answer(429, "Global limit has been reached", "too_many_requests")
                        .retryAfter(retryAfter);
            case Problem.TokenRefused _ -> answer(403, "Forbidden", null);
            case Problem.Unavailable(var retryAfter) ->
                answer(503, "The service is unavailable", null).retryAfter(retryAfter);
            case Problem.NotSupported(var reason) -> answer(400, reason, "operation_not_supported");
            case Problem.TooCostly _ ->
                answer(
                        503,
                        "The query exceeded the timeout. Please try refining your search criteria."
                                + " See https://auth0.com/docs/best-practices/search-best-practices.",
                        null);
            case Problem.OutcomeUnknown _ -> answer(504, "The outcome of the change is unknown", null);
            case Problem.TooEarly(var reason, var retryAfter) ->
                answer(409, reason, null).retryAfter(retryAfter);
            case Problem.Unexpected _ -> answer(500, "An internal server error occurred", null);
        };
    }

    private static Answer unauthenticated(AuthenticationFailure failure, String audience) {
        var message = switch (failure) {
            case MISSING -> "Missing authentication";
            case UNKNOWN_SCHEME -> "Bad HTTP authentication header format";
            case BAD_SIGNATURE -> "Invalid signature received for JSON Web Token validation";
            case BAD_AUDIENCE -> "Bad audience: " + audience;
            case EXPIRED -> "Expired token received for JSON Web Token validation";
            case MALFORMED_TOKEN, BAD_ISSUER, NOT_YET_VALID, WRONG_KIND, BAD_API_KEY -> "Invalid token";
        };
        return failure == AuthenticationFailure.UNKNOWN_SCHEME
                ? answer(400, message, "Bearer")
                : answer(401, message, null).with("WWW-Authenticate", "Bearer");
    }

    private static String words(Problem.TooFar tooFar) {
        int reach = tooFar.reach();
        var asked = "Requesting page " + tooFar.page() + " exceeds the allowed maximum of " + reach + " records";
        return switch (tooFar.beyond()) {
            case NOTHING ->
                "You can only page through the first " + reach + " records. See"
                        + " https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation";
            case CHECKPOINTS ->
                asked + ". To fetch results beyond " + reach + ", use the checkpoint pagination method.";
            case ENTRIES ->
                asked + ": please consider searching by checkpoint"
                        + " https://auth0.com/docs/logs/retrieve-log-events-using-mgmt-api#retrieve-logs-by-checkpoint";
        };
    }

    private static String notSearchable(String kind, String field) {
        return kind.equals("log entry")
                ? "The search query string has an error: unknown field \"" + field + "\""
                : "Query validation error: 'filter can not be used with unknown field: " + field + "'.";
    }

    private static String owner(String kind) {
        return kind.equals("authentication method") ? "user" : "tenant";
    }

    private static Answer accountRefused(AccountFault fault) {
        return switch (fault) {
            case LINKED_NOBODY ->
                answer(400, "Linking to an inexistent identity is not allowed.", "inexistent_identity");
            case LINKED_TO_ITSELF -> answer(400, "Main identity and the new one are the same.", "invalid_body");
            case LINKED_ALREADY -> answer(409, "Specified identity already exists.", "identity_conflict");
            case LINKED_BY_BAD_TOKEN -> answer(400, "Invalid token (link_with).", "invalid_body");
            case UNLINKED_FIRST -> answer(400, "Main identity cannot be removed.", "invalid_uri");
        };
    }

    private static String refused(PasswordFault fault) {
        return switch (fault) {
            case WEAK -> "PasswordStrengthError: Password is too weak";
            case COMMON -> "PasswordDictionaryError: Password is too common";
            case PERSONAL -> "PasswordNoUserInfoError: Password contains user information";
            case USED_BEFORE -> "PasswordHistoryError: Password has previously been used";
        };
    }

    private static Answer invalid(Part part, List<Violation> violations) {
        return switch (part) {
            case BODY -> answer(400, told("Payload", violations), "invalid_body");
            case QUERY -> answer(400, told("Query", violations), "invalid_query_string");
            case PATH -> answer(400, told("Path", violations), "invalid_uri");
        };
    }

    private static String told(String part, List<Violation> violations) {
        return violations.stream()
                .map(violation -> part + " validation error: '" + violation.rule() + "'"
                        + (violation.path().isEmpty() ? "" : " on property " + place(violation.path())) + ".")
                .collect(Collectors.joining(" (also) "));
    }

    /** A JSON pointer as Auth0 writes a place: {@code scopes[2].value}. */
    private static String place(String pointer) {
        var place = ELEMENT.matcher(pointer)
                .replaceAll("[$1]")
                .replace('/', '.')
                .replace("~1", "/")
                .replace("~0", "~");
        return place.startsWith(".") ? place.substring(1) : place;
    }

    private static Answer answer(int status, Words words) {
        return answer(status, words.message, words.code);
    }

    private static Answer answer(int status, String message, @Nullable String code) {
        var error = switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 413 -> "Request Entity Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Internal Server Error";
        };
        return Answer.of(status, new Body(status, error, message, code));
    }
}
