package dev.bailiwick.app.deploy;

import dev.bailiwick.json.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The tool's markers for what differs from tenant to tenant: {@code ##KEY##} for a text within another, {@code @@KEY@@}, in quotes
 * or not, for any value.
 */
record Keywords(Map<String, JsonNode> values) {

    private static final Pattern MARKER = Pattern.compile("(['\"]?)@@([A-Z0-9_]+)@@\\1|##([A-Z0-9_]+)##");

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
