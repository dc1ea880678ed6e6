package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.user.AuthenticationMethodType;
import dev.bailiwick.user.AuthenticationMethods;
import dev.bailiwick.user.Multifactor;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;

/** What a user is asked for beside the password, and when: {@code /users/{id}/enrollments} and its like. */
final class MultifactorResource {

    private static final Schema ASSESSORS = Schema.of("risk-assessments-clear");

    private final AuthenticationMethods methods;
    private final Multifactor multifactor;
    private final TenantSettings settings;

    MultifactorResource(AuthenticationMethods methods, Multifactor multifactor, TenantSettings settings) {
        this.methods = methods;
        this.multifactor = multifactor;
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_enrollments", this::enrollments),
                Operations.route("delete_authenticators", this::removeAuthenticators),
                Operations.route("delete_multifactor_by_provider", this::removeProvider),
                Operations.route("post_recovery-code-regeneration", this::renewRecoveryCode),
                Operations.route("post_invalidate-remember-browser", _ -> Answer.noContent()),
                Operations.route("post_clear_assessors", MultifactorResource::clearAssessors));
    }

    /** The first alone, as in the original. */
    private Answer enrollments(Call call) {
        UserJson.requireAnyOf(call, "read:users");
        var json = AuthenticationMethodJson.in(call.tenant().id(), settings);
        return Answer.ok(multifactor.first(call.tenant().id(), user(call)).stream()
                .map(json::enrollment)
                .toList());
    }

    /** Passkeys stand in the place of a password, and stay. A user who is not there is no error. */
    private Answer removeAuthenticators(Call call) {
        methods.removeAll(call.tenant().id(), user(call), AuthenticationMethodType::isOfMultifactor, call.origin());
        return Answer.noContent();
    }

    private Answer removeProvider(Call call) {
        var provider = call.path("provider");
        switch (provider) {
            case "google-authenticator" -> multifactor.removeTotp(call.tenant().id(), user(call), call.origin());
            case "duo" -> multifactor.first(call.tenant().id(), user(call)); // it keeps what it knows to itself
            default -> throw new Problem.Invalid(Part.PATH, "/provider", SchemaWords.noneOf(provider)).asException();
        }
        return Answer.noContent();
    }

    private Answer renewRecoveryCode(Call call) {
        var code = multifactor.newRecoveryCode(call.tenant().id(), user(call), call.origin());
        return Answer.ok(Map.of("recovery_code", code.reveal()));
    }

    /** Nobody's device has been assessed yet, so that there is nothing to be forgotten of anybody. */
    private static Answer clearAssessors(Call call) {
        ASSESSORS.read(call);
        return Answer.noContent();
    }

    private static UserId user(Call call) {
        return new UserId(call.path("id"));
    }
}
