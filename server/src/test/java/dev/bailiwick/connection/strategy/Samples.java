package dev.bailiwick.connection.strategy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files of these tests. */
final class Samples {

    private Samples() {}

    static byte[] bytes(String name) throws IOException {
        try (var file = Samples.class.getResourceAsStream("/connection/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }

    static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
