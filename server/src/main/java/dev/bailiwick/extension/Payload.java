package dev.bailiwick.extension;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Body;
import dev.bailiwick.web.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a body as the original does: JSON, or a form as an object of texts. A body that begins with a bracket or a
 * brace is JSON whatever its content type says, since that of curl is a form.
 */
final class Payload {

    private Payload() {}

    /** An empty body is {@code null}. */
    static JsonNode read(Body body) {
        var bytes = body.bytes();
        int first = firstByte(bytes);
        if (first == '[' || first == '{') {
            return Json.read(bytes);
        }
        return switch (body.mediaType()) {
            case "application/json", "" -> first < 0 ? JsonNodeFactory.instance.nullNode() : Json.read(bytes);
            case "application/x-www-form-urlencoded" -> object(Body.form(bytes));
            default -> throw new Problem.UnsupportedMediaType(body.mediaType()).asException();
        };
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
