package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.token.Allocation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for what breaks a schema. */
class SchemaWordsTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .pathType(PathType.JSON_POINTER)
                            .build()))
            .getSchema("""
                    {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
                      "name": {"type": "string", "minLength": 1, "maxLength": 3},
                      "kind": {"enum": ["a", "b"]},
                      "count": {"type": "integer", "minimum": 1, "maximum": 9},
                      "url": {"type": "string", "format": "uri"},
                      "either": {"type": ["string", "null"]},
                      "list": {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true},
                      "word": {"type": "string", "pattern": "^[a-z]+$"},
                      "inner": {"type": "object", "required": ["x"], "additionalProperties": false,
                                "properties": {"x": {"type": "boolean"}}}}}
                    """, InputFormat.JSON);

    @Test
    void tellsOfManyUnknownMembersTheFirst() throws Exception {
        var told = "Additional properties not allowed: "
                + IntStream.range(0, 50).mapToObj(number -> "p" + number).collect(Collectors.joining(","));

        var few = Allocation.of(() -> SchemaWords.of(SCHEMA.validate(unknown(1_000), InputFormat.JSON)));
        var many = Allocation.of(() -> SchemaWords.of(SCHEMA.validate(unknown(100_000), InputFormat.JSON)));

        assertThat(few.answer()).isEqualTo(List.of(new Violation("", told)));
        assertThat(many.answer()).isEqualTo(few.answer());
        assertThat(many.bytes())
                .as("a hundred times as much, and not ten thousand times")
                .isLessThan(1_000 * few.bytes());
    }

    @Test
    void tellsALongNameShortened() {
        var violations =
                SchemaWords.of(SCHEMA.validate("{\"name\":\"n\",\"" + "x".repeat(1_000) + "\":1}", InputFormat.JSON));

        assertThat(violations)
                .isEqualTo(List.of(new Violation("", "Additional properties not allowed: " + "x".repeat(256) + "…")));
    }

    private static String unknown(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> ",\"p" + number + "\":1")
                .collect(Collectors.joining("", "{\"name\":\"n\"", "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|/|Expected type object but found type null",
                "{}|/|Missing required property: name",
                "{\"name\":\"n\",\"x\":1,\"y\":2}|/|Additional properties not allowed: x,y",
                "{\"name\":1}|/name|Expected type string but found type integer",
                "{\"name\":\"\"}|/name|String is too short (0 chars), minimum 1",
                "{\"name\":\"long\"}|/name|String is too long (4 chars), maximum 3",
                "{\"name\":\"n\",\"kind\":\"c\"}|/kind|No enum match for: c",
                "{\"name\":\"n\",\"count\":0}|/count|Value 0 is less than minimum 1",
                "{\"name\":\"n\",\"count\":10}|/count|Value 10 is greater than maximum 9",
                "{\"name\":\"n\",\"count\":1.5}|/count|Expected type integer but found type number",
                "{\"name\":\"n\",\"url\":\"no url\"}|/url|Object didn't pass validation for format uri: no url",
                "{\"name\":\"n\",\"either\":[]}|/either|Expected type string,null but found type array",
                "{\"name\":\"n\",\"list\":[]}|/list|Array is too short (0), minimum 1",
                "{\"name\":\"n\",\"list\":[1,2,3]}|/list|Array is too long (3), maximum 2",
                "{\"name\":\"n\",\"list\":[1,1]}|/list|Array items are not unique",
                "{\"name\":\"n\",\"word\":\"A\"}|/word|String does not match pattern ^[a-z]+$: A",
                "{\"name\":\"n\",\"inner\":{}}|/inner|Missing required property: x",
                "{\"name\":\"n\",\"inner\":{\"x\":true,\"z\":0}}|/inner|Additional properties not allowed: z"
            })
    void areThoseOfTheOriginal(String body, String path, String rule) {
        var violations = SchemaWords.of(SCHEMA.validate(body, InputFormat.JSON));

        assertThat(violations).isEqualTo(List.of(new Violation(path.equals("/") ? "" : path, rule)));
    }
}
