package dev.bailiwick.management.v2;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.web.Body;
import dev.bailiwick.web.Multipart;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What is sent to begin an import of users. */
final class ImportForm {

    /** How long the file may be, in bytes. */
    static final long LONGEST = 512_000;

    private static final Schema SCHEMA = Schema.of("users-import-create");
    private static final String CONNECTION = "connection_id";
    private static final List<String> TEXTS = List.of(CONNECTION, "external_id");
    private static final List<String> FLAGS = List.of("upsert", "send_completion_email");

    private final String connection;
    private final byte[] users;
    private final JsonObject settings;

    private ImportForm(String connection, byte[] users, JsonObject settings) {
        this.connection = connection;
        this.users = users;
        this.settings = settings;
    }

    /** The id of the connection for which the users are. */
    String connection() {
        return connection;
    }

    /** The file. */
    byte[] users() {
        return users;
    }

    /** The other parts. */
    JsonObject settings() {
        return settings;
    }

    /** Parts of other names are of no harm. */
    static ImportForm of(Body body) {
        var form = Multipart.read(body, LONGEST);
        var users = form.part("users").orElseThrow(() -> refused("Must provide 'users' file as multipart part."));
        var settings = new LinkedHashMap<String, Object>();
        settings.put("upsert", false);
        settings.put("send_completion_email", true);
        TEXTS.forEach(
                name -> text(form, name).filter(text -> !text.isEmpty()).ifPresent(text -> settings.put(name, text)));
        FLAGS.forEach(name -> text(form, name).ifPresent(text -> settings.put(name, flag(text))));
        var connection = settings.get(CONNECTION);
        if (connection == null) {
            throw refused("Must provide 'connection_id' as multipart part.");
        }
        var read = JsonObject.of(settings);
        SCHEMA.require(read);
        if (users.length == 0) {
            throw refused("Users file must not be empty.");
        }
        return new ImportForm(connection.toString(), users, read.without(List.of(CONNECTION)));
    }

    private static Object flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> text; // which the schema refuses
        };
    }

    /** Auth0's client for Java writes texts as JSON, with quotation marks. */
    private static Optional<String> text(Multipart form, String name) {
        return form.part(name).map(bytes -> {
            var text = decoded(bytes);
            return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? unquoted(text) : text;
        });
    }

    private static String decoded(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (Json.isStorable(text)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // no text
        }
        throw malformed();
    }

    private static String unquoted(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8))
                    .stringValueOpt()
                    .orElse(text);
        } catch (ProblemException e) {
            return text; // quotation marks of its own
        }
    }

    private static RuntimeException malformed() {
        return new Problem.Invalid(Part.BODY, "", "Invalid multipart payload format").asException();
    }

    private static RuntimeException refused(String reason) {
        return new Problem.NotAllowed(reason).asException();
    }
}
