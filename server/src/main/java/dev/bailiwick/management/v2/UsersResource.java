package dev.bailiwick.management.v2;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.DeniedMembers.Deed;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.Directory;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /users}, one at a time, and {@code /users-by-email}. */
final class UsersResource {

    private static final Schema CREATE = Schema.of("user-create");
    private static final Schema CHANGE = Schema.of("user-update");
    private static final String CHANGES_ALL = "update:users";
    private static final String CHANGES_APP_METADATA = "update:users_app_metadata";
    private static final String APP_METADATA = "app_metadata";

    /** What the original adds where it is asked to change a member that cannot be. */
    private static final String ADVICE = " (consider storing them in app_metadata or user_metadata."
            + " See \"Users Metadata\" in https://auth0.com/docs/api/v2/changes for more details)";

    private final Directory directory;

    UsersResource(Directory directory) {
        this.directory = directory;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("post_users", this::create),
                Operations.route("get_users-by-email", this::byEmail),
                Operations.route("get_users_by_id", this::one),
                Operations.route("patch_users_by_id", this::change),
                Operations.route("delete_users_by_id", this::remove));
    }

    private Answer create(Call call) {
        var asked = CREATE.read(call);
        var caller = ClientId.ofSubject(call.caller().subject());
        var added = directory.accounts().add(call.tenant().id(), asked, caller, call.origin());
        return Answer.of(201, UserJson.of(call, added));
    }

    private Answer byEmail(Call call) {
        var fields = Fields.of(call);
        var email = Parameters.text(call, "email")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Parameters.broken("", "Missing required property: email"));
        if (!Formats.isMail(email)) {
            throw Parameters.broken("email", "Object didn't pass validation for format email: " + email);
        }
        return Answer.streamed(
                directory.users().ofAddress(call.tenant().id(), email, user -> fields.of(UserJson.of(call, user))));
    }

    private Answer one(Call call) {
        UserJson.requireAnyOf(call, "read:users", "read:user_idp_tokens");
        var fields = Fields.of(call);
        return Answer.ok(
                fields.of(UserJson.of(call, directory.users().get(call.tenant().id(), id(call)))));
    }

    private Answer change(Call call) {
        UserJson.requireAnyOf(call, CHANGES_ALL, CHANGES_APP_METADATA);
        var change = change(CHANGE, call);
        requireReach(call, change);
        return Answer.ok(
                UserJson.of(call, directory.accounts().change(call.tenant().id(), id(call), change, call.origin())));
    }

    private Answer remove(Call call) {
        UserJson.requireAnyOf(call, "delete:users");
        directory.removal().remove(call.tenant().id(), id(call), call.origin());
        return Answer.noContent();
    }

    /** Refuses members that the caller's scopes do not reach. */
    private static void requireReach(Call call, JsonObject change) {
        var scopes = call.caller().scopes();
        var denied = change.names().stream()
                .filter(name -> !scopes.contains(CHANGES_ALL))
                .filter(name -> !name.equals(APP_METADATA))
                .toList();
        if (!denied.isEmpty()) {
            throw new Problem.DeniedMembers(Deed.UPDATE, denied).asException();
        }
    }

    private static JsonObject change(Schema schema, Call call) {
        try {
            return schema.read(call);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var _, var violations)) {
                throw new Problem.Invalid(
                                Part.BODY,
                                violations.stream().map(UsersResource::advised).toList())
                        .asException();
            }
            throw e;
        }
    }

    private static Violation advised(Violation violation) {
        return violation.rule().startsWith("Additional properties")
                ? new Violation(violation.path(), violation.rule() + ADVICE)
                : violation;
    }

    /** The user whom the path names. Refuses with {@link Problem.MalformedId} what no user's id can be. */
    static UserId id(Call call) {
        var id = call.path("id");
        if (!id.contains("|")) {
            throw new Problem.MalformedId("user-id", id).asException();
        }
        return new UserId(id);
    }
}
