package dev.bailiwick.management.v2;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds numbers that 64 bits do not hold, and writes whole ones as such. */
final class Numbers {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** The first of them as a broken rule, with its place. */
    static List<Violation> firstBeyondLong(JsonNode tree) {
        return List.of(find(tree).orElseGet(() -> new Violation("", "Data holds a number that is out of range")));
    }

    /** The same with digits alone in whole numbers of at most 64 bits: 1e3 is 1000. */
    static JsonObject whole(JsonObject object) {
        return JsonObject.of(whole(Json.readWritten(object.toString())));
    }

    private static JsonNode whole(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.forEachEntry((name, inner) -> copy.set(name, whole(inner)));
                yield copy;
            }
            case ArrayNode list -> {
                var copy = list.arrayNode();
                list.valueStream().forEach(inner -> copy.add(whole(inner)));
                yield copy;
            }
            default ->
                value.isNumber() && isWhole(value.decimalValue())
                        ? LongNode.valueOf(value.decimalValue().longValueExact())
                        : value;
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.abs().compareTo(MOST) <= 0 && number.stripTrailingZeros().scale() <= 0;
    }

    private static Optional<Violation> find(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue().abs().compareTo(MOST) > 0
                    ? Optional.of(
                            new Violation("", "Value " + SchemaWords.text(node) + " is greater than maximum " + MOST))
                    : Optional.empty();
        }
        Stream<Optional<Violation>> inner = node.isObject()
                ? node.properties().stream().map(member -> within(member.getKey(), find(member.getValue())))
                : IntStream.range(0, node.size()).mapToObj(i -> within(String.valueOf(i), find(node.get(i))));
        return inner.flatMap(Optional::stream).findFirst();
    }

    private static Optional<Violation> within(String step, Optional<Violation> found) {
        return found.map(violation -> new Violation("/" + step + violation.path(), violation.rule()));
    }
}
