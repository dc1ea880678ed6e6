package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/**
 * Something that a user proves himself by. Whoever adds one has checked already that it is the user's.
 *
 * @param id the type, a bar and the name of the device
 * @param settings its other members in Auth0's words, without secrets
 */
public record AuthenticationMethod(String id, AuthenticationMethodType type, JsonObject settings, Instant createdAt) {

    /** The name of the device, of which there may be more than one way to reach it. */
    public String device() {
        return id.substring(id.indexOf('|') + 1);
    }
}
