package dev.bailiwick.management.v1;

import static java.util.Map.entry;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.network.Web;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a body says of a user, in today's members: those of a profile by their own names, and all others as metadata. */
final class UserMembers {

    private static final String METADATA = "app_metadata";
    private static final Set<String> OBJECTS = Set.of(METADATA, "user_metadata");
    private static final Set<String> FLAGS = Set.of("blocked", "email_verified", "phone_verified");

    /** In characters. */
    private static final Map<String, Integer> LONGEST = Map.ofEntries(
            entry("connection", 128),
            entry("email", 320),
            entry("family_name", 150),
            entry("given_name", 150),
            entry("name", 300),
            entry("nickname", 300),
            entry("password", 1_024),
            entry("phone_number", 16),
            entry("picture", 2_048),
            entry("username", 128));

    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{1,15}");

    private UserMembers() {}

    /** Of one who is to be made, and for whom there must be a connection. */
    static JsonObject ofNew(JsonObject body) {
        Payload.needed(body, "connection");
        return of(body.withoutNulls());
    }

    /** Of one who is there. A null takes a member away. */
    static JsonObject of(JsonObject body) {
        LONGEST.keySet().stream()
                .filter(name -> body.has(name) && !body.isNull(name))
                .forEach(name -> Payload.needed(body, name, LONGEST.getOrDefault(name, 0)));
        requireForm(body, "email", Web.MAIL, "must be an e-mail address");
        requireForm(body, "phone_number", PHONE, "must be a plus sign and digits");
        Payload.text(body, "picture").ifPresent(picture -> Addresses.requireWeb("picture", picture));
        OBJECTS.stream()
                .filter(name -> body.has(name) && body.object(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw Payload.refused(name, "must be an object");
                });
        var known = body.only(LONGEST.keySet()).orElse(body.only(OBJECTS));
        for (var name : FLAGS) {
            var flag = Payload.flag(body, name);
            if (flag.isPresent()) {
                known = known.with(name, flag.get());
            }
        }
        var rest = body.without(LONGEST.keySet()).without(OBJECTS).without(FLAGS);
        return rest.size() == 0 ? known : known.mergedWith(metadata(rest), Set.of(METADATA));
    }

    /** A change of metadata alone. */
    static JsonObject metadata(JsonObject change) {
        return JsonObject.of(Map.of(METADATA, change));
    }

    /** A text that must be there and an address. */
    static String email(JsonObject body) {
        var email = Payload.needed(body, "email");
        of(body.only(List.of("email")));
        return email;
    }

    /** A text that must be there and may be a password. */
    static String password(JsonObject body, String name) {
        return Payload.needed(body, name, LONGEST.getOrDefault("password", 0));
    }

    private static void requireForm(JsonObject body, String name, Pattern form, String rule) {
        Payload.text(body, name).filter(text -> !form.matcher(text).matches()).ifPresent(_ -> {
            throw Payload.refused(name, rule);
        });
    }
}
