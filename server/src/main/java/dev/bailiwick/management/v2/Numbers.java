package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds numbers that 64 bits do not hold. */
final class Numbers {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** The first of them as a broken rule, with its place. */
    static List<Violation> firstBeyondLong(JsonNode tree) {
        return List.of(find("", tree).orElseGet(() -> new Violation("", "Data holds a number that is out of range")));
    }

    private static Optional<Violation> find(String pointer, JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue().abs().compareTo(MOST) > 0
                    ? Optional.of(new Violation(pointer, "Value is greater than maximum " + MOST))
                    : Optional.empty();
        }
        Stream<Optional<Violation>> inner = node.isObject()
                ? node.properties().stream().map(member -> find(pointer + "/" + member.getKey(), member.getValue()))
                : IntStream.range(0, node.size()).mapToObj(i -> find(pointer + "/" + i, node.get(i)));
        return inner.flatMap(Optional::stream).findFirst();
    }
}
