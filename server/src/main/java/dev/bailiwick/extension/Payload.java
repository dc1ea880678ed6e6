package dev.bailiwick.extension;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Body;
import dev.bailiwick.web.Query;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a body as the original does: JSON, or a form as an object of texts. A body that begins with a bracket or a
 * brace is JSON whatever its content type says, since that of curl is a form.
 */
final class Payload {

    private static final Pattern JSON = Pattern.compile("application/(.+\\+)?json");

    private Payload() {}

    /** An empty body is {@code null}, and a plain text some text: no route takes either. */
    static JsonNode read(Body body) {
        var bytes = body.bytes();
        int first = firstByte(bytes);
        if (first == '[' || first == '{') {
            return Json.read(bytes);
        }
        var mediaType = body.mediaType();
        if (mediaType.isEmpty() || JSON.matcher(mediaType).matches()) {
            return first < 0 ? JsonNodeFactory.instance.nullNode() : Json.read(bytes);
        }
        if (mediaType.equals("application/x-www-form-urlencoded")) {
            return object(Body.form(bytes));
        }
        if (mediaType.startsWith("text/")) {
            return JsonNodeFactory.instance.stringNode("");
        }
        throw new Problem.UnsupportedMediaType(mediaType).asException();
    }

    private static ObjectNode object(Query form) {
        var object = JsonNodeFactory.instance.objectNode();
        form.values().forEach((name, values) -> {
            if (values.size() == 1) {
                object.put(name, values.getFirst());
            } else {
                values.forEach(object.withArray("/" + Joi.pointerStep(name))::add);
            }
        });
        return object;
    }

    private static int firstByte(byte[] bytes) {
        for (byte octet : bytes) {
            if (!Character.isWhitespace(octet)) {
                return octet & 0xff;
            }
        }
        return -1;
    }
}
