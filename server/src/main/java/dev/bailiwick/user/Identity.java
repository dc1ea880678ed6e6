package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * One of the accounts by which a person comes.
 *
 * @param provider Auth0's word for whoever keeps the account, such as {@code auth0} for our own database
 * @param userId what the account is called there
 * @param connection the name of that by which it came; empty when the profile does not tell
 * @param told all that the profile tells of it
 */
public record Identity(String provider, String userId, String connection, JsonObject told) {

    /** Empty where the profile does not tell which account it is. */
    static Optional<Identity> of(JsonObject told) {
        var id = told.text("/user_id").or(() -> told.number("/user_id").map(String::valueOf));
        return told.text("/provider")
                .flatMap(provider -> id.map(known ->
                        new Identity(provider, known, told.text("/connection").orElse(""), told)));
    }

    /** The {@code user_id} of a user whose only account it is. */
    public String key() {
        return provider + "|" + userId;
    }
}
