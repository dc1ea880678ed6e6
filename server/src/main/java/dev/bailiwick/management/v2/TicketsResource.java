package dev.bailiwick.management.v2;

import dev.bailiwick.user.TicketKind;
import dev.bailiwick.user.Tickets;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /tickets}. */
final class TicketsResource {

    private static final Schema PASSWORD_CHANGE = Schema.of("ticket", "password-change");
    private static final Schema EMAIL_VERIFICATION = Schema.of("ticket", "email-verification");

    private final Tickets tickets;

    TicketsResource(Tickets tickets) {
        this.tickets = tickets;
    }

    List<Route> routes() {
        return List.of(
                Operations.route(
                        "post_password-change",
                        call -> create(call, PASSWORD_CHANGE, TicketKind.PASSWORD_CHANGE, "u/reset-verify")),
                Operations.route(
                        "post_email-verification",
                        call -> create(
                                call, EMAIL_VERIFICATION, TicketKind.EMAIL_VERIFICATION, "u/email-verification")));
    }

    record TicketJson(String ticket) {}

    /** The link is one of the tenant's own domain, whatever the request calls that, and ends in a hash as Auth0's do. */
    private Answer create(Call call, Schema schema, TicketKind kind, String page) {
        var secret = tickets.create(call.tenant().id(), kind, schema.read(call), call.origin());
        return Answer.of(201, new TicketJson(call.tenant().issuer() + page + "?ticket=" + secret.reveal() + "#"));
    }
}
