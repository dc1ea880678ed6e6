package dev.bailiwick.app.deploy;

import dev.bailiwick.json.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The tool's markers for what differs from tenant to tenant: {@code ##KEY##} for a text within another, {@code @@KEY@@}, in quotes
 * or not, for any value.
 */
record Keywords(Map<String, JsonNode> values) {

    private static final Pattern MARKER = Pattern.compile("(['\"]?)@@([A-Z0-9_]+)@@\\1|##([A-Z0-9_]+)##");

    /** Characters that YAML takes for letters, and nobody writes. */
    private static final String BEGIN = "\ue000";

    private static final String END = "\ue001";
    private static final Pattern KEPT = Pattern.compile(BEGIN + "([A-Z0-9_]+)" + END);

    Keywords {
        values = Map.copyOf(values);
    }

    /** The text with values in the place of markers; those without a value stay. */
    String in(String text, boolean isJson) {
        return MARKER.matcher(text).replaceAll(match -> {
            var whole = match.group(2);
            var value = values.get(whole == null ? match.group(3) : whole);
            if (value == null) {
                return Matcher.quoteReplacement(match.group());
            }
            return Matcher.quoteReplacement(whole == null ? within(value, isJson) : Json.text(value));
        });
    }

    /**
     * The same for YAML, where a text's place tells how it would have to be written: in the places of texts stand the names of
     * their markers, of which {@link #fill} makes the texts when the YAML is read.
     */
    String inYaml(String yaml) {
        return MARKER.matcher(yaml).replaceAll(match -> {
            var within = match.group(3);
            var value = within == null ? null : values.get(within);
            return Matcher.quoteReplacement(
                    value == null || value.isNumber() || value.isBoolean()
                            ? in(match.group(), true)
                            : BEGIN + within + END);
        });
    }

    /** Puts texts in the places that {@link #inYaml} has kept for them. */
    JsonNode fill(JsonNode tree) {
        return switch (tree) {
            case StringNode text -> StringNode.valueOf(filled(text.stringValue()));
            case ArrayNode list -> {
                var filled = list.arrayNode();
                list.forEach(each -> filled.add(fill(each)));
                yield filled;
            }
            case ObjectNode object -> {
                var filled = object.objectNode();
                object.forEachEntry((name, value) -> filled.set(filled(name), fill(value)));
                yield filled;
            }
            default -> tree;
        };
    }

    private String filled(String text) {
        return KEPT.matcher(text).replaceAll(match -> {
            var value = values.get(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : within(value, false));
        });
    }

    /** The markers in a text. */
    static List<String> left(String text) {
        return MARKER.matcher(text)
                .results()
                .map(match -> match.group(2) == null ? match.group(3) : match.group(2))
                .distinct()
                .toList();
    }

    /** A text in JSON stands between quotes, which it must not end. */
    private static String within(JsonNode value, boolean isJson) {
        var text = value.asString(value.toString());
        var quoted = Json.text(text);
        return isJson ? quoted.substring(1, quoted.length() - 1) : text;
    }
}
