package dev.bailiwick.app;

import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The files beside the database. Keys can be read by their owner alone.
 *
 * @param path absolute
 */
record DataDirectory(Path path) {

    private static final int KEY_BYTES = 32;

    /** The directory of that path, which is made when it is absent. */
    static DataDirectory at(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return new DataDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be made: " + path, e);
        }
    }

    Path database() {
        return path.resolve("bailiwick.db");
    }

    /** Held by the one server that has the embedded database open; its content tells where that server listens. */
    Path lock() {
        return path.resolve("LOCK");
    }

    Path caCertificate() {
        return path.resolve("ca.pem");
    }

    /** The key with which secrets in the embedded database are sealed. */
    SecretBox box() {
        return SecretBox.ofBase64(key("encryption.key"));
    }

    /** What the operator's commands prove themselves with. */
    Secret operatorKey() {
        return new Secret(key("operator.key"));
    }

    void writeCaCertificate(String pem) {
        try {
            if (!Files.exists(caCertificate())
                    || !Files.readString(caCertificate()).equals(pem)) {
                Files.writeString(caCertificate(), pem);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The CA certificate cannot be written: " + caCertificate(), e);
        }
    }

    private String key(String name) {
        var file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The key cannot be read: " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file,
                    Base64.getEncoder().encodeToString(key) + "\n",
                    StandardOpenOption.SYNC,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // another process was quicker, and its key counts
        }
    }
}
