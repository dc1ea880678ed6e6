package dev.bailiwick.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.ErrorDialect;
import org.jspecify.annotations.Nullable;

/** Refusals as OAuth words them (RFC 6749 section 5.2), with Auth0's statuses and sentences. */
final class OAuthErrors implements ErrorDialect {

    private static final String RATE_LIMIT = "Rate limit exceeded. Please retry after some time.";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            String error,
            @JsonProperty("error_description") String description,
            @JsonProperty("error_uri") @Nullable String uri) {}

    /** No refusal may be stored, as no token may (RFC 6749 section 5.1). */
    @Override
    public Answer render(Problem problem) {
        return worded(problem).with("Cache-Control", "no-store");
    }

    /** Why a token is refused, as the log tells it. */
    static String logged(TokenRefusal refusal) {
        if (refusal instanceof TokenRefusal.AssertionRefused) {
            return "Failed client authentication";
        }
        return worded(refusal).content() instanceof Answer.Content.JsonValue(Body(var _, var description, var _))
                ? description
                : "";
    }

    private static Answer worded(Problem problem) {
        return switch (problem) {
            case Problem.TokenRefused(var refusal) -> worded(refusal);
            case Problem.Unreadable _,
                    Problem.Invalid _,
                    Problem.NotAllowed _,
                    Problem.Unusable _,
                    Problem.Unsupported _,
                    Problem.UserRefused _,
                    Problem.Disabled _,
                    Problem.MalformedId _,
                    Problem.PasswordRefused _,
                    Problem.AccountRefused _,
                    Problem.NotSearchable _,
                    Problem.TooFar _ -> answer(400, "invalid_request", "The request cannot be read");
            case Problem.NotFound _, Problem.Gone _, Problem.NoSuchRoute _ -> answer(404, "not_found", "Not found");
            case Problem.Conflict _, Problem.InUse _, Problem.OtherClient _ -> answer(409, "conflict", "Conflict");
            case Problem.TooLarge _ -> answer(413, "invalid_request", "The request is too large");
            case Problem.UnsupportedMediaType _ -> answer(415, "invalid_request", "Unsupported media type");
            case Problem.Unauthenticated _ -> answer(401, "unauthorized", "Unauthorized");
            case Problem.OtherUser _, Problem.DeniedMembers _, Problem.TooMany _ ->
                answer(403, "access_denied", "Forbidden");
            case Problem.TooManyJobs _ -> answer(429, "too_many_requests", RATE_LIMIT);
            case Problem.TooManyRequests(var retryAfter) ->
                answer(429, "too_many_requests", RATE_LIMIT).retryAfter(retryAfter);
            case Problem.InsufficientScope _ -> answer(403, "insufficient_scope", "Insufficient scope");
            case Problem.Unavailable(var retryAfter) ->
                answer(503, "temporarily_unavailable", "The server cannot answer now")
                        .retryAfter(retryAfter);
            case Problem.NotSupported(var reason) -> answer(400, "invalid_request", reason);
            case Problem.TooCostly _ -> answer(503, "temporarily_unavailable", "The search takes too long");
            case Problem.OutcomeUnknown _ -> answer(504, "server_error", "The outcome of the change is unknown");
            case Problem.TooEarly(var reason, var retryAfter) ->
                answer(409, "conflict", reason).retryAfter(retryAfter);
            case Problem.Unexpected _ -> answer(500, "server_error", "Internal server error");
        };
    }

    private static Answer worded(TokenRefusal refusal) {
        return switch (refusal) {
            case TokenRefusal.MissingParameter(var name) ->
                answer(400, "invalid_request", "Missing required parameter: " + name);
            case TokenRefusal.NoText(var name, var type) ->
                answer(
                        400,
                        "invalid_request",
                        "Invalid " + name + ". Expected type 'string' but found type " + type + ".");
            case TokenRefusal.InvalidRequest(var reason) -> answer(400, "invalid_request", reason);
            case TokenRefusal.InvalidScope _ -> answer(400, "invalid_scope", "Scope must be an array or a string");
            case TokenRefusal.UnsupportedGrantType(var type) ->
                answer(403, "unsupported_grant_type", "Unsupported grant type: " + type);
            case TokenRefusal.ClientNotAuthenticated(var basic) -> {
                var answer = answer(401, "access_denied", "Unauthorized");
                yield basic ? answer.with("WWW-Authenticate", "Basic realm=\"oauth\"") : answer;
            }
            case TokenRefusal.AssertionRefused _ -> answer(401, "invalid_client", "Client authentication failed");
            case TokenRefusal.GrantTypeNotAllowed(var type) ->
                Answer.of(
                        403,
                        new Body(
                                "unauthorized_client",
                                "Grant type '" + type + "' not allowed for the client.",
                                "https://auth0.com/docs/clients/client-grant-types"));
            case TokenRefusal.NoAudience _ ->
                answer(
                        403,
                        "access_denied",
                        "No audience parameter was provided, and no default audience has been configured");
            case TokenRefusal.UnknownAudience(var audience) ->
                answer(403, "access_denied", "Service not found: " + audience);
            case TokenRefusal.ClientsDenied(var client, var audience) ->
                answer(
                        403,
                        "access_denied",
                        "Client \"" + client + "\" is not authorized to access resource server \"" + audience + "\".");
            case TokenRefusal.NoClientGrant(var audience) ->
                answer(
                        403,
                        "access_denied",
                        "Client is not authorized to access \"" + audience
                                + "\". You need to create a \"client-grant\" associated to this API. "
                                + "See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants");
            case TokenRefusal.ScopesNotGranted(var scopes) ->
                answer(403, "access_denied", "Client has not been granted scopes: " + String.join(" ", scopes));
        };
    }

    private static Answer answer(int status, String error, String description) {
        return Answer.of(status, new Body(error, description, null));
    }
}
