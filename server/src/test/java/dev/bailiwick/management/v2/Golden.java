package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the original answers to an operation: its status, and an example with every member and every type. The file says where its
 * facts come from ({@code source}), which members may be absent ({@code optional}) and which hold anything ({@code free}), as JSON
 * pointers with {@code *} for any element of an array.
 */
public final class Golden {

    private final JsonNode file;
    private final Set<String> optional;
    private final Set<String> free;
    private final List<String> differences = new ArrayList<>();

    private Golden(JsonNode file) {
        this.file = file;
        this.optional = pointers(file, "optional");
        this.free = pointers(file, "free");
    }

    /** The example of an operation, by its published id. */
    public static Golden of(String operationId) {
        try (var text = Golden.class.getResourceAsStream("/management/v2/" + operationId + ".json")) {
            if (text == null) {
                throw new AssertionError("no golden file for " + operationId);
            }
            var file = Json.read(text.readAllBytes());
            assertThat(file.path("source").asString())
                    .as("where the facts come from")
                    .isNotEmpty();
            return new Golden(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the answer has the example's status, every member of it, none besides, each of its type, and nothing in empty lists. */
    public void holds(HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(file.get("status").asInt());
        var expected = file.get("body");
        if (expected == null) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        compare("", expected, Json.read(answer.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(differences).as(answer.body()).isEmpty();
    }

    private void compare(String pointer, JsonNode expected, JsonNode actual) {
        if (!type(expected).equals(type(actual))) {
            differences.add(pointer + " is " + type(actual) + " and not " + type(expected));
        } else if (free.contains(pointer)) {
            return;
        } else if (expected.isObject()) {
            var names = new TreeSet<>(expected.propertyNames());
            names.addAll(actual.propertyNames());
            names.forEach(name -> member(pointer + "/" + name, expected.get(name), actual.get(name)));
        } else if (expected.isArray() && expected.isEmpty()) {
            if (!actual.isEmpty()) {
                differences.add(pointer + " is not empty");
            }
        } else if (expected.isArray()) {
            assertThat(actual.size()).as("elements of " + pointer).isPositive();
            actual.values().forEach(element -> compare(pointer + "/*", expected.get(0), element));
        }
    }

    private void member(String pointer, JsonNode expected, JsonNode actual) {
        if (expected == null) {
            differences.add(pointer + " is not in the original");
        } else if (actual != null) {
            compare(pointer, expected, actual);
        } else if (!optional.contains(pointer)) {
            differences.add(pointer + " is missing");
        }
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "an integer" : value.getNodeType().toString();
    }

    private static Set<String> pointers(JsonNode file, String member) {
        return file.path(member).values().stream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
