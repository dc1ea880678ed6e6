package dev.bailiwick.management.v1;

import dev.bailiwick.job.Jobs;
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

/** The address and the password of users, and tickets for them. No mail is sent yet, and whoever asks for some is told so. */
final class UserAccountResource {

    private static final String USER = "/users/{id}";
    private static final String NEW_PASSWORD = "newPassword";

    private final Directory directory;
    private final Jobs jobs;

    UserAccountResource(Directory directory, Jobs jobs) {
        this.directory = directory;
        this.jobs = jobs;
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

    /** The address is new at once, and not verified. Who wanted a message to be sent is told that there was none. */
    private Answer changeEmail(Call call) {
        var body = Payload.read(call);
        boolean isToBeAsked = isToBeAsked(body);
        change(call, user(call), JsonObject.of(Map.of("email", UserMembers.email(body))));
        return isToBeAsked
                ? Routes.done("OK, but no message was sent to confirm the email: " + noMail(call))
                : Routes.done();
    }

    /** The user may be named by the address, with the connection in the body. */
    private Answer changePassword(Call call) {
        var body = Payload.read(call);
        var change = UserMembers.of(body.only(List.of("password", "connection")));
        Payload.needed(body, "password");
        var named = call.path("id");
        boolean isAddress = named.indexOf('@') >= 0 && named.indexOf('|') < 0;
        var user = isAddress ? ofAddress(call, Payload.needed(body, "connection")) : user(call);
        if (isToBeAsked(body)) {
            throw notSupported("The password was not changed, as no message can ask the user first: " + noMail(call));
        }
        change(call, user, change);
        return Routes.done();
    }

    /** Refused as the job of Management API v2 is, or in the words in which that ends: this API has no jobs to look at. */
    private Answer sendVerification(Call call) {
        jobs.requireVerifiable(call.tenant().id(), user(call));
        throw notSupported(noMail(call));
    }

    record TicketJson(String ticket) {}

    /** The link is one of the tenant's own domain, whatever the request calls that. */
    private Answer ticket(Call call, TicketKind kind, String page) {
        var body = Payload.read(call);
        var asked = new LinkedHashMap<String, String>();
        var user = user(call);
        asked.put("user_id", user.value());
        Payload.text(body, "resultUrl").ifPresent(url -> {
            Addresses.requireWeb("resultUrl", url);
            asked.put("result_url", url);
        });
        if (kind == TicketKind.PASSWORD_CHANGE && body.has(NEW_PASSWORD) && !body.isNull(NEW_PASSWORD)) {
            requirePassword(call, user, UserMembers.password(body, NEW_PASSWORD));
        }
        var secret = directory.tickets().create(call.tenant().id(), kind, JsonObject.of(asked), call.origin());
        return Answer.ok(new TicketJson(call.tenant().issuer() + page + "?ticket=" + secret.reveal() + "#"));
    }

    /** It is not kept, and has to be one all the same: whoever sends another would take the answer for its end. */
    private void requirePassword(Call call, UserId user, String password) {
        directory.accounts().requireAllowed(call.tenant().id(), user, password);
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

    private static boolean isToBeAsked(JsonObject body) {
        return Payload.flag(body, "verify").orElse(false);
    }

    private String noMail(Call call) {
        return jobs.noMail(call.tenant().id());
    }

    private static RuntimeException notSupported(String reason) {
        return new Problem.NotSupported(reason).asException();
    }
}
