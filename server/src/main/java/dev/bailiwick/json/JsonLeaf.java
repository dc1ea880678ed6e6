package dev.bailiwick.json;

import java.math.BigDecimal;

/**
 * A value in a JSON object that holds no others, at any depth.
 *
 * @param path the names of the members that lead to it, with dots between them; arrays are passed through
 */
public record JsonLeaf(String path, Value value) {

    /** What stands there. Null is nothing. */
    public sealed interface Value {

        /** A text. */
        record Text(String text) implements Value {}

        /** A number with all its digits. */
        record Numeral(BigDecimal number) implements Value {}

        /** A truth value. */
        record Truth(boolean isTrue) implements Value {}
    }
}
