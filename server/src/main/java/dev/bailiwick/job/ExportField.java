package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Twins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A member of profiles that is written out.
 *
 * @param title what it is called in the file
 * @param pointer where it is (RFC 6901)
 */
record ExportField(String title, String pointer) {

    /** What is written when nobody says, the normalized profile. */
    private static final List<String> USUAL = List.of(
            "user_id",
            "email",
            "email_verified",
            "username",
            "phone_number",
            "name",
            "given_name",
            "family_name",
            "nickname",
            "picture",
            "created_at",
            "updated_at");

    /** The same of hashes, where they may be written at all; otherwise profiles have no such members. */
    private static final List<String> HASHES = List.of("password_hash", "custom_password_hash");

    /** Those that were asked for, or the usual ones. */
    static List<ExportField> of(JsonObject settings, boolean hasHashes) {
        var asked = settings.objects("/fields");
        if (!asked.isEmpty()) {
            return asked.stream().map(ExportField::of).toList();
        }
        var fields = new ArrayList<>(USUAL.stream().map(ExportField::of).toList());
        fields.add(3, new ExportField("connection", pointer("identities[0].connection")));
        if (hasHashes) {
            HASHES.stream().map(ExportField::of).forEach(fields::add);
        }
        return List.copyOf(fields);
    }

    /** Refuses with {@link Problem.Invalid} to write a member more than once: a file would be many times what is kept. */
    static void requireOnce(JsonObject settings) {
        Twins.refuse(
                "/fields",
                settings.objects("/fields").stream()
                        .map(asked -> of(asked).pointer)
                        .toList());
    }

    /** What a user has there. */
    Optional<Object> in(JsonObject user) {
        return user.value(pointer);
    }

    private static ExportField of(JsonObject asked) {
        var name = asked.text("/name").orElse("");
        return new ExportField(
                asked.text("/export_as").filter(title -> !title.isEmpty()).orElse(name), pointer(name));
    }

    private static ExportField of(String name) {
        return new ExportField(name, pointer(name));
    }

    /** Of a path in Auth0's manner: {@code identities[0].connection}. */
    private static String pointer(String path) {
        var pointer = new StringBuilder();
        for (var step : path.replace("[", ".").replace("]", "").split("\\.", -1)) {
            pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
