package dev.bailiwick.app;

import dev.bailiwick.secret.OwnersOnly;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.web.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The files beside the database. Keys can be read by their owner alone.
 *
 * @param path absolute
 */
record DataDirectory(Path path) {

    private static final String DATABASE = "bailiwick.db";
    private static final List<String> COMPANIONS = List.of("-wal", "-shm");
    private static final int KEY_BYTES = 32;
    private static final System.Logger LOG = System.getLogger(DataDirectory.class.getName());

    /** The directory of that path, which is made when it is absent. */
    static DataDirectory at(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, OwnersOnly.FOLDER);
            }
            return new DataDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be made: " + path, e);
        }
    }

    /** The embedded database's file, whose companions SQLite makes with the same permissions where they are not there yet. */
    Path database() {
        COMPANIONS.stream()
                .map(end -> path.resolve(DATABASE + end))
                .filter(Files::exists)
                .forEach(DataDirectory::close);
        return ownersOnly(DATABASE);
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
            close(file);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The key cannot be read: " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        // Written aside and then named, which never replaces: a start that is cut short must not leave half a key
        // behind.
        var draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", OwnersOnly.FILE);
        try {
            Files.writeString(
                    draft,
                    Base64.getEncoder().encodeToString(key) + "\n",
                    StandardOpenOption.SYNC,
                    StandardOpenOption.WRITE);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "Another process was quicker, and its key counts: {0}", file);
        } finally {
            Files.delete(draft);
        }
    }

    /** What was copied or restored may have come open to others. A file that cannot be closed is told of and used all the same. */
    private static void close(Path file) {
        try {
            if (OwnersOnly.close(file)) {
                LOG.log(Level.WARNING, "Others could read {0}, which now only its owner may", file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Others can read {0}, and that cannot be changed: {1}", file, e.toString());
        }
    }

    /** A file that only its owner may read, whatever the directory allows. */
    private Path ownersOnly(String name) {
        var file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, OwnersOnly.FILE);
            }
            close(file);
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be made: " + file, e);
        }
        return file;
    }
}
