package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonObjects;
import dev.bailiwick.search.LowerCase;
import dev.bailiwick.user.UserImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file of users in the form of Auth0's import jobs: one JSON array, or one object to a line. It is read as a whole, and alike each time. */
final class ImportFile {

    private static final String USER_ID = "user_id";

    /** What only one user of a file may have. */
    private static final List<String> UNIQUE = List.of("email", "username", "phone_number", USER_ID);

    private static final JsonObject NOBODY = JsonObject.of(Map.of());

    private final List<Row> rows = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final ImportRules rules;

    private ImportFile(ImportRules rules) {
        this.rules = rules;
    }

    /** One user, and what is wrong with it. */
    record Row(JsonObject user, List<ImportFault> faults) {}

    /** Empty where the file cannot be read to its end, or is neither. */
    static Optional<List<Row>> read(byte[] content, ImportRules rules) {
        var file = new ImportFile(rules);
        try (var objects = JsonObjects.over(new ByteArrayInputStream(content))) {
            if (!objects.isArray() && !objects.isLines()) {
                return Optional.empty();
            }
            for (var next = objects.next(); next.isPresent(); next = objects.next()) {
                file.rows.add(
                        switch (next.get()) {
                            case JsonObjects.Item.Read(var _, var user) -> file.row(user);
                            case JsonObjects.Item.Broken(var _, var reason) ->
                                new Row(NOBODY, List.of(new ImportFault("INVALID_TYPE", "The user " + reason, "")));
                        });
            }
            return objects.isCutOff() ? Optional.empty() : Optional.of(List.copyOf(file.rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row row(JsonObject user) {
        var faults = new ArrayList<>(rules.faults(user));
        for (var member : UNIQUE) {
            var value = user.text("/" + member).orElse("");
            if (!value.isEmpty() && !seen.add(member + ":" + compared(member, value))) {
                faults.add(new ImportFault(
                        "DUPLICATED_USER", "A user with this " + member + " was already provided.", ""));
            }
        }
        return new Row(user, List.copyOf(faults));
    }

    /** The case of an id counts. One may be told with its provider and without. */
    private static String compared(String member, String value) {
        return member.equals(USER_ID) ? UserImport.wholeId(value) : LowerCase.of(value);
    }
}
