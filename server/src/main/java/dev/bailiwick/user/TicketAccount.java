package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import java.util.Map;

/**
 * The account of a user that a ticket is for.
 *
 * @param identity as {@link Identity#key()} tells it
 */
record TicketAccount(String identity, String email) {

    private static final String DATABASE = "auth0";

    /**
     * The account that is asked for, by itself or by its address, or else the user's first. Refuses with {@link Problem.NotAllowed} and
     * {@link Problem.Unsupported} what there can be no ticket for.
     *
     * @param strategies of the tenant's connections, by their names
     * @param connection the name of the one that the account is asked for in; empty for whichever
     */
    static TicketAccount of(
            User user, TicketKind kind, JsonObject asked, Map<String, String> strategies, String connection) {
        var identity = asked.object("identity")
                .map(wanted -> named(user, wanted, connection))
                .or(() -> asked.text("/email").map(email -> addressed(user, email, connection)))
                .orElseGet(() -> user.identities().getFirst());
        boolean isNamed = asked.has("identity");
        boolean isOfDatabase = DATABASE.equals(strategies.get(identity.connection()));
        if (!isOfDatabase && (kind == TicketKind.PASSWORD_CHANGE || !isNamed)) {
            throw new Problem.Unsupported("The user's main connection does not support this operation").asException();
        }
        var email = email(user, identity);
        if (email.isEmpty()) {
            throw new Problem.NotAllowed("The user does not have an email address.").asException();
        }
        return new TicketAccount(identity.key(), email);
    }

    private static Identity named(User user, JsonObject wanted, String connection) {
        var key = wanted.text("/provider").orElseThrow() + "|"
                + wanted.text("/user_id").orElseThrow();
        return user.identities().stream()
                .filter(identity -> identity.key().equals(key))
                .filter(identity ->
                        connection.isEmpty() || identity.connection().equals(connection))
                .findFirst()
                .orElseThrow(() -> new Problem.NotAllowed("The user exists, but does not contain the given identity.")
                        .asException());
    }

    private static Identity addressed(User user, String email, String connection) {
        return user.identities().stream()
                .filter(identity -> identity.connection().equals(connection))
                .filter(identity -> UserIdentifier.key(email(user, identity)).equals(UserIdentifier.key(email)))
                .findFirst()
                .orElseThrow(() ->
                        new Problem.NotFound("user", user.id().value()).asException()); // has another address by now
    }

    private static String email(User user, Identity identity) {
        return UserIdentifier.told(user, identity).text("/email").orElse("");
    }
}
