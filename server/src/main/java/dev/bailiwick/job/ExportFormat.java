package dev.bailiwick.job;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How users are written to a file. */
enum ExportFormat {

    /**
     * Comma-separated values (RFC 4180), in which each text begins with an apostrophe, as in the original: programs that
     * calculate would otherwise take it for a formula, whatever quotes are around it. Times stay as they are.
     */
    CSV {
        @Override
        String head(List<ExportField> fields) {
            return fields.stream().map(field -> quoted(field.title())).collect(Collectors.joining(",", "", "\r\n"));
        }

        @Override
        String line(List<ExportField> fields, JsonObject user) {
            return fields.stream().map(field -> cell(field, user)).collect(Collectors.joining(",", "", "\r\n"));
        }
    },

    /** A JSON object to a line. A member that a user does not have is not there. */
    JSON {
        @Override
        String head(List<ExportField> fields) {
            return "";
        }

        @Override
        String line(List<ExportField> fields, JsonObject user) {
            var members = new LinkedHashMap<String, Object>();
            fields.forEach(field -> field.in(user).ifPresent(value -> members.put(field.title(), value)));
            return Json.text(members) + "\n";
        }
    };

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    static ExportFormat of(JsonObject settings) {
        return settings.text("/format").filter("csv"::equals).isPresent() ? CSV : JSON;
    }

    /** What stands before the users. */
    abstract String head(List<ExportField> fields);

    /** A user, with the end of the line. */
    abstract String line(List<ExportField> fields, JsonObject user);

    private static String cell(ExportField field, JsonObject user) {
        var text = user.text(field.pointer());
        if (text.isEmpty()) {
            return field.in(user)
                    .map(Json::text)
                    .map(json -> isPlain(json) ? json : quoted("'" + json))
                    .orElse("");
        }
        return TIME.matcher(text.get()).matches() ? text.get() : quoted("'" + text.get());
    }

    /** Numbers and truth values. A number below zero is no formula. */
    private static boolean isPlain(String json) {
        return !json.startsWith("{") && !json.startsWith("[");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
