package dev.bailiwick.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A database for one test: fresh, on one of the two engines, and gone when it is closed.
 *
 * <p>Most suites never name it. They carry {@link EachEngine} and ask for a {@link Database}, which is migrated and holds
 * no row:
 *
 * <pre>{@code
 * @EachEngine
 * class RoleStoreTest {
 *
 *     private final Database database;
 *
 *     RoleStoreTest(Database empty) {
 *         this.database = empty;
 *     }
 * }
 * }</pre>
 *
 * <p>Ask for the {@code TestDatabase} itself where the test needs a second node, a restart, or the URL. A test that needs
 * one engine only takes it with {@code TestDatabase.Engine.SQLITE.open(directory)}.
 */
public final class TestDatabase implements AutoCloseable {

    /** Which database engine. */
    public enum Engine {
        SQLITE,
        POSTGRES;

        /** Makes a database that is migrated and holds no row. */
        public TestDatabase make() {
            return switch (this) {
                case SQLITE -> new TestDatabase(this, migrated().toString());
                case POSTGRES -> new TestDatabase(this, PostgresServer.createMigrated());
            };
        }

        /** Makes a database without tables. */
        public TestDatabase makeBlank() {
            return switch (this) {
                case SQLITE -> new TestDatabase(this, directory().toString());
                case POSTGRES -> new TestDatabase(this, PostgresServer.createBlank());
            };
        }

        /**
         * Makes a database that is migrated and holds no row, and opens it; closing it is the caller's.
         *
         * @param directory where SQLite puts its file, as from {@code @TempDir}; PostgreSQL needs none
         */
        public Database open(Path directory) {
            return switch (this) {
                case SQLITE -> SqliteDatabase.open(directory.resolve(FILE));
                case POSTGRES -> PostgresDatabase.open(PostgresServer.url(PostgresServer.createMigrated()));
            };
        }
    }

    private static final String FILE = "bailiwick.db";

    private final Engine engine;
    private final String name;
    private final List<Database> opened = new ArrayList<>();

    private TestDatabase(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    /** Which engine it is on. */
    public Engine engine() {
        return engine;
    }

    /** What the engine calls it: the name within PostgreSQL, the directory of SQLite's file. */
    String name() {
        return name;
    }

    /** Opens it as a server would at its start. Each call is another node; on SQLite close the one before first. */
    public Database open() {
        var database = switch (engine) {
            case SQLITE -> SqliteDatabase.open(file());
            case POSTGRES -> PostgresDatabase.open(url());
        };
        opened.add(database);
        return database;
    }

    /** Its JDBC URL. */
    public String url() {
        return switch (engine) {
            case SQLITE -> "jdbc:sqlite:" + file();
            case POSTGRES -> PostgresServer.url(name);
        };
    }

    /** Closes whatever is open on it and removes it. */
    @Override
    public void close() {
        opened.forEach(Database::close);
        switch (engine) {
            case SQLITE -> remove(Path.of(name));
            case POSTGRES -> PostgresServer.drop(name);
        }
    }

    private Path file() {
        return Path.of(name, FILE);
    }

    /** A directory with a copy of a file that was migrated once. */
    private static Path migrated() {
        var directory = directory();
        try {
            Files.write(directory.resolve(FILE), Migrated.FILE_OF_TODAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("bailiwick");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file of SQLite holds whose schema is today's. */
    private static final class Migrated {

        static final byte[] FILE_OF_TODAY = made();

        private static byte[] made() {
            var directory = directory();
            try {
                SqliteDatabase.open(directory.resolve(FILE)).close();
                return Files.readAllBytes(directory.resolve(FILE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                remove(directory);
            }
        }
    }
}
