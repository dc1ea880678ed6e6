package dev.bailiwick.app;

import dev.bailiwick.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command gets a secret from, because other users of the machine see the arguments of a command. */
final class SecretFile {

    private SecretFile() {}

    /** All that the file holds, but for white space around it. */
    static Secret read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The file cannot be read: " + file);
        }
        return new Secret(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    }
}
