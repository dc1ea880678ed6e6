package dev.bailiwick.user;

import dev.bailiwick.connection.Connection;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.search.LowerCase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Users as the Management API makes them: what is asked for, and what every user has who does not say otherwise. */
final class NewUser {

    private static final List<String> NOT_KEPT = List.of("connection", "password", "user_id", "verify_email");
    private static final List<String> FOLDED = List.of("email", "username");

    private NewUser() {}

    /**
     * A user of a connection.
     *
     * @param asked in the API's members, and what the connection takes
     * @param userId without the name of the provider
     */
    static User of(JsonObject asked, Connection connection, String userId, Instant now) {
        var id = connection.strategy() + "|" + userId;
        var given = folded(Metadata.withoutNulls(asked.without(NOT_KEPT)));
        var members = new TreeMap<String, Object>(usual(given));
        members.put("user_id", id);
        members.put("created_at", ProfileTime.text(now));
        members.put("updated_at", ProfileTime.text(now));
        members.put("identities", List.of(identity(connection.name(), userId, connection.strategy())));
        var profile = JsonObject.of(members).mergedWith(given, Set.of());
        return new User(
                new UserId(id), profile.in(profile.names().stream().sorted().toList()));
    }

    /** What follows from what a user is known by, where the user does not say otherwise. */
    static Map<String, Object> usual(JsonObject given) {
        var members = new LinkedHashMap<String, Object>();
        given.text("/email").ifPresent(email -> {
            members.put("email_verified", false);
            members.put("picture", Gravatar.picture(LowerCase.kept(email)));
        });
        if (given.has("phone_number")) {
            members.put("phone_verified", false);
        }
        given.text("/email")
                .or(() -> given.text("/username"))
                .or(() -> given.text("/phone_number"))
                .ifPresent(called -> {
                    members.put("name", called);
                    members.put("nickname", called.split("@", 2)[0]);
                });
        return members;
    }

    /** With addresses and names by which users are known in lower case, which is how they are kept. */
    static JsonObject folded(JsonObject given) {
        var folded = given;
        for (var name : FOLDED) {
            var text = given.text("/" + name);
            if (text.isPresent()) {
                folded = folded.with(name, LowerCase.kept(text.get()));
            }
        }
        return folded;
    }

    /** An account of our own, or one that is kept as such. */
    static Map<String, Object> identity(String connection, String userId, String provider) {
        var identity = new LinkedHashMap<String, Object>();
        identity.put("connection", connection);
        identity.put("user_id", userId);
        identity.put("provider", provider);
        identity.put("isSocial", false);
        return identity;
    }
}
