package dev.bailiwick.management.v2;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.web.Body;
import dev.bailiwick.web.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the body of an operation may be: a JSON Schema (2020-12), and the words for what is not so. */
final class Schema {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012()).formats(Formats.all()).build(),
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .pathType(PathType.JSON_POINTER)
                    .build()));

    private static final String UNSTORABLE = "String has NUL or half a surrogate pair";

    private final com.networknt.schema.Schema schema;

    private Schema(com.networknt.schema.Schema schema) {
        this.schema = schema;
    }

    /** One of several schemas that share their parts and stand under {@code $defs} of the file of this name. */
    static Schema of(String name, String definition) {
        var file = JsonObject.of(Json.readExactly(text(name)));
        var root = file.only(List.of("$defs")).with("$ref", "#/$defs/" + definition);
        return new Schema(REGISTRY.getSchema(root.toString(), InputFormat.JSON));
    }

    /** The schema of this name among the program's own. */
    static Schema of(String name) {
        return new Schema(REGISTRY.getSchema(new String(text(name), StandardCharsets.UTF_8), InputFormat.JSON));
    }

    private static byte[] text(String name) {
        try (var text = Schema.class.getResourceAsStream("/management/v2/" + name + ".json")) {
            if (text == null) {
                throw new IllegalArgumentException("no such schema: " + name);
            }
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body, when it is as the schema says and an object. Refuses with {@link Problem.Invalid}. */
    JsonObject read(Call call) {
        return JsonObject.of(tree(call.body()));
    }

    /** A parameter of the path, when it is as the schema says. Refuses with {@link Problem.Invalid}. */
    String path(Call call, String name) {
        var value = call.path(name);
        var node = JsonNodeFactory.instance.stringNode(value);
        var broken = SchemaWords.of(errors(node), node);
        if (!broken.isEmpty()) {
            throw new Problem.Invalid(Part.PATH, "/" + name, broken.getFirst().rule()).asException();
        }
        return value;
    }

    /** The same where there may be no body at all, which is as good as an empty object. */
    JsonObject readIfAny(Call call) {
        var bytes = call.body().bytes();
        return bytes.length == 0 ? JsonObject.of(Map.of()) : JsonObject.of(required(read(bytes), _ -> true));
    }

    /** All that is wrong with an object that was read already. */
    List<Error> errors(JsonObject object) {
        return errors(Json.readWritten(object.toString()));
    }

    /** The library compares numbers as {@code long}, and throws where one is none. */
    private List<Error> errors(JsonNode tree) {
        try {
            return schema.validate(tree);
        } catch (JacksonException e) {
            throw new Problem.Invalid(Part.BODY, Numbers.firstBeyondLong(tree)).asException();
        }
    }

    /**
     * The body, when it is an object as the schema says, or has null where a member is to be taken away. Refuses with {@link
     * Problem.Invalid}.
     *
     * @param needed the members that cannot be taken away
     */
    JsonObject readChange(Call call, Set<String> needed) {
        return JsonObject.of(required(call.body(), error -> !isRemoval(error, needed)));
    }

    /** The body, when it is as the schema says. */
    JsonNode tree(Body body) {
        return required(body, _ -> true);
    }

    /** Refuses with {@link Problem.Invalid} an object that was read already and is not as this schema says. */
    void require(JsonObject object) {
        required(Json.readWritten(object.toString()), _ -> true);
    }

    private JsonNode required(Body body, Predicate<Error> counts) {
        var bytes = body.bytes();
        return required(bytes.length == 0 ? JsonNodeFactory.instance.nullNode() : read(bytes), counts);
    }

    /** A text that cannot be kept is told as what is wrong with its member, since the JSON is well-formed. */
    private static JsonNode read(byte[] bytes) {
        try {
            return Json.readExactly(bytes);
        } catch (ProblemException e) {
            var place = Json.unstorable(bytes);
            throw place.isEmpty() ? e : new Problem.Invalid(Part.BODY, place.get(), UNSTORABLE).asException();
        }
    }

    private JsonNode required(JsonNode tree, Predicate<Error> counts) {
        var violations = SchemaWords.of(errors(tree).stream().filter(counts).toList(), tree);
        if (!violations.isEmpty()) {
            throw new Problem.Invalid(Part.BODY, violations).asException();
        }
        return tree;
    }

    private static boolean isRemoval(Error error, Set<String> needed) {
        var place = error.getInstanceLocation();
        return place.getNameCount() == 1
                && error.getInstanceNode() != null
                && error.getInstanceNode().isNull()
                && !needed.contains(place.getName(0));
    }
}
