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
import dev.bailiwick.web.Body;
import dev.bailiwick.web.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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

    private final com.networknt.schema.Schema schema;

    private Schema(com.networknt.schema.Schema schema) {
        this.schema = schema;
    }

    /** The schema of this name among the program's own. */
    static Schema of(String name) {
        try (var text = Schema.class.getResourceAsStream("/management/v2/" + name + ".json")) {
            if (text == null) {
                throw new IllegalArgumentException("no such schema: " + name);
            }
            return new Schema(REGISTRY.getSchema(text, InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body, when it is as the schema says and an object. Refuses with {@link Problem.Invalid}. */
    JsonObject read(Call call) {
        return JsonObject.of(tree(call.body()));
    }

    /** The library compares numbers as {@code long}, and throws where one is none. */
    private List<Error> errors(JsonNode tree) {
        try {
            return schema.validate(tree);
        } catch (JacksonException e) {
            throw new Problem.Unreadable(Part.BODY, "a number that is too large").asException();
        }
    }

    /** The body, when it is as the schema says. */
    JsonNode tree(Body body) {
        var bytes = body.bytes();
        var tree = bytes.length == 0 ? JsonNodeFactory.instance.nullNode() : Json.readExactly(bytes);
        var violations = SchemaWords.of(errors(tree));
        if (!violations.isEmpty()) {
            throw new Problem.Invalid(Part.BODY, violations).asException();
        }
        return tree;
    }
}
