package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A person with a profile.
 *
 * @param profile as it came, in Auth0's members; without passwords
 */
public record User(UserId id, JsonObject profile) {

    /** What the person is called. */
    public Optional<String> name() {
        return profile.text("/name");
    }

    /** How the person is called by others. */
    public Optional<String> nickname() {
        return profile.text("/nickname");
    }

    /** The person's address. */
    public Optional<String> email() {
        return profile.text("/email");
    }

    /** The name of the connection by which the user first came; empty when the profile does not tell. */
    public Optional<String> connection() {
        return profile.text("/identities/0/connection").or(() -> profile.text("/connection"));
    }

    /** When the user last logged in; empty for never. */
    public Optional<Instant> lastLogin() {
        return time("/last_login");
    }

    /** When the user was made; empty when the profile does not tell. */
    public Optional<Instant> createdAt() {
        return time("/created_at");
    }

    private Optional<Instant> time(String pointer) {
        return profile.text(pointer).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty(); // a text of another form is kept in the profile, and sorts like none
            }
        });
    }
}
