package dev.bailiwick.app.deploy;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts that nobody is shown unasked, in what administrators fill as they like; known by the names of their members. */
final class Secrets {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(secret|password|token|private|(api|access|sas|master|signing|decryption)_?key).*");

    /** Rules, addresses and programs that only sound like them. */
    private static final Pattern PUBLIC =
            Pattern.compile("(?i)password_?(policy|history|dictionary|complexity_?options|options|no_?personal_?info)"
                    + "|(?!.*(secret|password)).*token_?(url|endpoint).*|id_?token_.*"
                    + "|authentication_?methods|customScripts");

    private Secrets() {}

    /** Puts in their places what a mappings file can give them by. */
    static void mask(JsonNode value, String name) {
        mask(value, name, false);
    }

    private static void mask(JsonNode value, String name, boolean isSecret) {
        switch (value) {
            case ObjectNode object ->
                object.forEachEntry((member, inner) -> {
                    if (isSecret || !PUBLIC.matcher(member).matches()) {
                        boolean isSecretToo = isSecret || SECRET.matcher(member).matches();
                        var marker = isSecretToo ? name + "_" + member : name;
                        if (isSecretToo && isText(inner)) {
                            object.put(member, marker(marker));
                        } else {
                            mask(inner, marker, isSecretToo);
                        }
                    }
                });
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (isSecret && isText(list.get(i))) {
                        list.set(i, marker(name + "_" + i));
                    } else {
                        mask(list.get(i), isSecret ? name + "_" + i : name, isSecret);
                    }
                }
            }
            default -> {} // no place for a secret
        }
    }

    /** An empty one tells nothing, and nobody needs to give it. */
    private static boolean isText(JsonNode value) {
        return value.isString() && !value.asString().isEmpty();
    }

    private static String marker(String text) {
        return "##" + text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "##";
    }
}
