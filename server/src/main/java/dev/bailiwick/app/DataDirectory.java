package dev.bailiwick.app;

import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.web.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
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
    private static final FileAttribute<?> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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

    /** The embedded database's file, whose companions SQLite makes with the same permissions. */
    Path database() {
        return ownersOnly("bailiwick.db");
    }

    /** Held by the one server that has the embedded database open; its content tells where that server listens. */
    Path lock() {
        return ownersOnly("LOCK");
    }

    /** Room for what is longer than memory. */
    Scratch scratch() {
        return new Scratch(path);
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
        // Written aside and then moved: a start that is cut short must not leave half a key behind.
        var draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", OWNERS_ONLY);
        try {
            Files.writeString(
                    draft,
                    Base64.getEncoder().encodeToString(key) + "\n",
                    StandardOpenOption.SYNC,
                    StandardOpenOption.WRITE);
            Files.move(draft, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft); // another process was quicker, and its key counts
        }
    }

    /** A file that only its owner may read, whatever the directory allows. */
    private Path ownersOnly(String name) {
        var file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, OWNERS_ONLY);
            }
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be made: " + file, e);
        }
        return file;
    }
}
