package dev.bailiwick.management.v1;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.Directory;
import dev.bailiwick.user.TicketKind;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The address and the password of users, and tickets for them. Nothing can be sent by post, so that nothing waits for a confirmation. */
final class UserAccountResource {

    private static final String USER = "/users/{id}";

    private final Directory directory;

    UserAccountResource(Directory directory) {
        this.directory = directory;
    }

    List<Route> routes() {
        return List.of(
                Routes.put(USER + "/email", this::changeEmail),
                Routes.put(USER + "/password", this::changePassword),
                Routes.post(USER + "/send_verification_email", this::sendVerification),
                Routes.post(
                        USER + "/change_password_ticket",
                        call -> ticket(call, TicketKind.PASSWORD_CHANGE, "u/reset-verify")),
                Routes.post(
                        USER + "/verification_ticket",
                        call -> ticket(call, TicketKind.EMAIL_VERIFICATION, "u/email-verification")));
    }

    private Answer changeEmail(Call call) {
        var body = Payload.read(call);
        requireNoPost(body);
        change(call, user(call), JsonObject.of(Map.of("email", UserMembers.email(body))));
        return Routes.done();
    }

    /** The user may be named by the address, with the connection in the body. */
    private Answer changePassword(Call call) {
        var body = Payload.read(call);
        requireNoPost(body);
        var change = UserMembers.of(body.only(List.of("password", "connection")));
        Payload.needed(body, "password");
        var named = call.path("id");
        boolean isAddress = named.indexOf('@') >= 0 && named.indexOf('|') < 0;
        change(call, isAddress ? ofAddress(call, Payload.needed(body, "connection")) : user(call), change);
        return Routes.done();
    }

    private Answer sendVerification(Call call) {
        user(call);
        throw noPost();
    }

    record TicketJson(String ticket) {}

    /** The link is one of the tenant's own domain, whatever the request calls that. */
    private Answer ticket(Call call, TicketKind kind, String page) {
        var body = Payload.read(call);
        var asked = new LinkedHashMap<String, String>();
        asked.put("user_id", user(call).value());
        Payload.text(body, "resultUrl").ifPresent(url -> {
            Addresses.requireWeb("resultUrl", url);
            asked.put("result_url", url);
        });
        var secret = directory.tickets().create(call.tenant().id(), kind, JsonObject.of(asked), call.origin());
        return Answer.ok(new TicketJson(call.tenant().issuer() + page + "?ticket=" + secret.reveal() + "#"));
    }

    private void change(Call call, UserId user, JsonObject change) {
        directory.accounts().change(call.tenant().id(), user, change, call.origin());
    }

    private UserId user(Call call) {
        return UsersResource.user(directory, call).item().id();
    }

    private UserId ofAddress(Call call, String connection) {
        var email = call.path("id");
        return directory
                .removal()
                .findByAddress(call.tenant().id(), connection, email)
                .orElseThrow(() -> new Problem.NotFound("user", email).asException());
    }

    /** What was to wait until a message is answered is not done at once: anybody could have asked for it. */
    private static void requireNoPost(JsonObject body) {
        if (Payload.flag(body, "verify").orElse(false)) {
            throw noPost();
        }
    }

    private static RuntimeException noPost() {
        return new Problem.NotSupported("No mail is sent yet").asException();
    }
}
