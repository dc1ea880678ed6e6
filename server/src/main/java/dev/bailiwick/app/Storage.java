package dev.bailiwick.app;

import dev.bailiwick.installation.KeyCheck;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.PostgresDatabase;
import dev.bailiwick.store.SqliteDatabase;
import dev.bailiwick.web.Scratch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The opened database with the key to its secrets, and for the embedded one the lock that keeps others out.
 *
 * @param scratch room beside it for what is longer than memory
 * @param lock null with PostgreSQL, which many may use
 */
record Storage(
        Database database,
        SecretBox box,
        Scratch scratch,
        @Nullable ServerLock lock) implements AutoCloseable {

    /** Opens what the settings name; empty when another process has the embedded database open. */
    static Optional<Storage> tryOpen(Settings settings, DataDirectory directory) {
        var url = settings.find(Setting.DATABASE_URL);
        if (url.isPresent()) {
            return Optional.of(openPostgres(settings, url.get(), directory));
        }
        return ServerLock.tryAcquire(directory.lock()).map(lock -> {
            try {
                var box = settings.box().orElseGet(directory::box);
                var file = directory.database();
                var database = settings.isEphemeral() ? SqliteDatabase.openEphemeral(file) : SqliteDatabase.open(file);
                return checked(new Storage(database, box, directory.scratch(), lock));
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        });
    }

    @Override
    public void close() {
        database.close();
        if (lock != null) {
            lock.close();
        }
    }

    private static Storage openPostgres(Settings settings, String url, DataDirectory directory) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    Setting.DATABASE_URL.variable() + " must begin with jdbc:postgresql: or be empty.");
        }
        var box = settings.box()
                .orElseThrow(() -> new IllegalArgumentException(
                        "With PostgreSQL " + Setting.KEY.variable() + " is required, and the same on every node."));
        if (settings.domain().isEmpty()) {
            throw new IllegalArgumentException(
                    "With PostgreSQL " + Setting.DOMAIN.variable() + " is required, and the same on every node.");
        }
        return checked(new Storage(PostgresDatabase.open(url), box, directory.scratch(), null));
    }

    private static Storage checked(Storage storage) {
        try {
            KeyCheck.require(storage.database, storage.box);
            return storage;
        } catch (RuntimeException e) {
            storage.database.close();
            throw e;
        }
    }
}
