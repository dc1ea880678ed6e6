package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.token.Allocation;
import java.nio.charset.StandardCharsets;
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
                      "texts": {"additionalProperties": {"type": "string"}},
                      "screens": {"additionalProperties": {"additionalProperties": {"type": "string"}}},
                      "word": {"type": "string", "pattern": "^[a-z]+$"},
                      "inner": {"type": "object", "required": ["x"], "additionalProperties": false,
                                "properties": {"x": {"type": "boolean"}}}}}
                    """, InputFormat.JSON);

    @Test
    void tellsOfManyUnknownMembersTheLast() throws Exception {
        var few = Allocation.of(() -> violations(unknown(1_000)));
        var many = Allocation.of(() -> violations(unknown(100_000)));

        assertThat(few.answer()).isEqualTo(List.of(new Violation("", unknownTo(1_000))));
        assertThat(many.answer()).isEqualTo(List.of(new Violation("", unknownTo(100_000))));
        assertThat(many.bytes())
                .as("a hundred times as much, and not ten thousand times")
                .isLessThan(1_000 * few.bytes());
    }

    @Test
    void tellsOfManyBrokenMembersAsFast() throws Exception {
        var few = Allocation.of(() -> violations(broken(1_000)));
        var many = Allocation.of(() -> violations(broken(100_000)));

        assertThat(few.answer()).hasSize(50);
        assertThat(many.answer()).hasSize(50);
        assertThat(many.bytes()).isLessThan(1_000 * few.bytes());
    }

    @Test
    void makesNoTextOfEachPathUnderALongName() throws Exception {
        var few = Allocation.of(() -> violations(brokenUnder("n")));
        var many = Allocation.of(() -> violations(brokenUnder("n".repeat(40_000))));

        assertThat(few.answer()).hasSize(50);
        assertThat(many.answer()).hasSize(50);
        assertThat(many.bytes()).isLessThan(4 * few.bytes());
    }

    private static String brokenUnder(String name) {
        return IntStream.range(0, 20_000)
                .mapToObj(number -> "\"m" + number + "\":1")
                .collect(Collectors.joining(",", "{\"name\":\"n\",\"screens\":{\"" + name + "\":{", "}}}"));
    }

    @Test
    void goThroughABodyFromItsEnd() {
        assertThat(violations("{\"word\":\"A\",\"list\":[],\"inner\":{\"y\":1,\"x\":0},\"name\":\"\",\"z\":1,\"a\":2}"))
                .extracting(Violation::path, Violation::rule)
                .containsExactly(
                        tuple("", "Additional properties not allowed: a,z"),
                        tuple("/name", "String is too short (0 chars), minimum 1"),
                        tuple("/inner", "Additional properties not allowed: y"),
                        tuple("/inner/x", "Expected type boolean but found type integer"),
                        tuple("/list", "Array is too short (0), minimum 1"),
                        tuple("/word", "String does not match pattern ^[a-z]+$: A"));
    }

    private static List<Violation> violations(String body) {
        var tree = Json.readExactly(body.getBytes(StandardCharsets.UTF_8));
        return SchemaWords.of(SCHEMA.validate(tree), tree);
    }

    private static String unknownTo(int count) {
        return "Additional properties not allowed: "
                + IntStream.rangeClosed(1, 50)
                        .mapToObj(number -> "p" + (count - number))
                        .collect(Collectors.joining(","));
    }

    private static String broken(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"p" + number + "\":1")
                .collect(Collectors.joining(",", "{\"name\":\"n\",\"texts\":{", "}}"));
    }

    @Test
    void tellsALongNameShortened() {
        var violations = violations("{\"name\":\"n\",\"" + "x".repeat(1_000) + "\":1}");

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
                "{\"name\":\"n\",\"x\":1,\"y\":2}|/|Additional properties not allowed: y,x",
                "{\"name\":1}|/name|Expected type string but found type integer",
                "{\"name\":\"\"}|/name|String is too short (0 chars), minimum 1",
                "{\"name\":\"long\"}|/name|String is too long (4 chars), maximum 3",
                "{\"name\":\"n\",\"kind\":\"c\"}|/kind|Invalid value \"c\"",
                "{\"name\":\"n\",\"count\":0}|/count|Value 0 is less than minimum 1",
                "{\"name\":\"n\",\"count\":10}|/count|Value 10 is greater than maximum 9",
                "{\"name\":\"n\",\"count\":1.5}|/count|Expected type integer but found type number",
                "{\"name\":\"n\",\"url\":\"no url\"}|/url|Object didn't pass validation for format uri: no url",
                "{\"name\":\"n\",\"either\":[]}|/either|Expected type string,null but found type array",
                "{\"name\":\"n\",\"list\":[]}|/list|Array is too short (0), minimum 1",
                "{\"name\":\"n\",\"list\":[1,2,3]}|/list|Array is too long (3), maximum 2",
                "{\"name\":\"n\",\"list\":[1,1]}|/list|Array items are not unique (indexes 0 and 1)",
                "{\"name\":\"n\",\"word\":\"A\"}|/word|String does not match pattern ^[a-z]+$: A",
                "{\"name\":\"n\",\"inner\":{}}|/inner|Missing required property: x",
                "{\"name\":\"n\",\"inner\":{\"x\":true,\"z\":0}}|/inner|Additional properties not allowed: z"
            })
    void areThoseOfTheOriginal(String body, String path, String rule) {
        assertThat(violations(body)).isEqualTo(List.of(new Violation(path.equals("/") ? "" : path, rule)));
    }
}
