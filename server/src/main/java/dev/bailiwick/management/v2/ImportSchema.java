package dev.bailiwick.management.v2;

import com.networknt.schema.Error;
import dev.bailiwick.job.ImportFault;
import dev.bailiwick.job.ImportRules;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a user of an import job may be: the published schema, in which a password comes in one form alone, and Auth0's codes for what is
 * not so. What a user must have is the connection's to tell.
 */
public final class ImportSchema implements ImportRules {

    private static final Schema SCHEMA = Schema.of("user-import");

    /** How much is told of one user. */
    private static final int MOST = 20;

    /** By the schema's keyword. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("additionalProperties", "OBJECT_ADDITIONAL_PROPERTIES"),
            Map.entry("anyOf", "ANY_OF_MISSING"),
            Map.entry("enum", "ENUM_MISMATCH"),
            Map.entry("format", "INVALID_FORMAT"),
            Map.entry("maxItems", "ARRAY_LENGTH_LONG"),
            Map.entry("maxLength", "MAX_LENGTH"),
            Map.entry("maximum", "MAXIMUM"),
            Map.entry("minItems", "ARRAY_LENGTH_SHORT"),
            Map.entry("minLength", "MIN_LENGTH"),
            Map.entry("minimum", "MINIMUM"),
            Map.entry("not", "NOT_PASSED"),
            Map.entry("pattern", "PATTERN"),
            Map.entry("required", "OBJECT_REQUIRED"),
            Map.entry("type", "INVALID_TYPE"));

    /** What Auth0 says of a user with a password in two forms. */
    private static final ImportFault TWO_HASHES = new ImportFault("NOT_PASSED", "Forbidden attribute in appUser: ", "");

    /** Where Auth0 looks for the form of an address. */
    private static final String ADDRESS = "identities[0].profileData.email";

    @Override
    public List<ImportFault> faults(JsonObject user) {
        var ofAddress = user.text("/email").filter(text -> !isMail(text)).map(ImportSchema::noMail);
        return Stream.concat(ofAddress.stream(), SCHEMA.errors(user).stream().map(ImportSchema::fault))
                .limit(MOST)
                .toList();
    }

    /** An address of an import has a domain with a dot, which is not asked of others. */
    private static boolean isMail(String text) {
        return Formats.isMail(text) && text.lastIndexOf('.') > text.lastIndexOf('@');
    }

    private static ImportFault noMail(String text) {
        return fault(
                "format", "Object didn't pass validation for format email: " + SchemaWords.shortened(text), ADDRESS);
    }

    private static ImportFault fault(Error error) {
        var path = path(error.getInstanceLocation().toString());
        return path.isEmpty() && error.getKeyword().equals("not")
                ? TWO_HASHES
                : fault(error.getKeyword(), SchemaWords.own(error), path);
    }

    private static ImportFault fault(String keyword, String rule, String path) {
        return ImportFault.of(CODES.getOrDefault(keyword, "INVALID_FORMAT"), rule, path);
    }

    /** A JSON pointer in Auth0's manner: {@code mfa_factors[0].totp}. */
    private static String path(String pointer) {
        var path = new StringBuilder();
        for (var step : pointer.split("/", -1)) {
            if (step.matches("\\d+")) {
                path.append('[').append(step).append(']');
            } else if (!step.isEmpty()) {
                path.append(path.isEmpty() ? "" : ".")
                        .append(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return path.toString();
    }
}
