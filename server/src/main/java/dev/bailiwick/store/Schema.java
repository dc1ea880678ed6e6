package dev.bailiwick.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, brought up to date by numbered migrations that both engines read; placeholders hold what differs. */
enum Schema {
    SQLITE("TEXT", "BLOB", "WITHOUT ROWID", "json_each(client.settings, '$.client_aliases') AS named"),
    POSTGRES(
            "TEXT COLLATE \"C\"",
            "BYTEA",
            "",
            "json_array_elements_text(client.settings::json -> 'client_aliases') AS named (value)");

    /** The version of the newest file in {@code db/migration}. Whoever adds a migration raises it. */
    static final int NEWEST = 13;

    private static final String HISTORY = "flyway_schema_history";
    private static final String APPLIED = "SELECT version FROM " + HISTORY + " WHERE version IS NOT NULL AND success";

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String text;
    private final String bytes;
    private final String keyed;
    private final String aliases;

    Schema(String text, String bytes, String keyed, String aliases) {
        this.text = text;
        this.bytes = bytes;
        this.keyed = keyed;
        this.aliases = aliases;
    }

    /**
     * Runs what is new. Of several nodes that start at once one migrates and the others wait.
     *
     * <p>Flyway is not even loaded when there is nothing to do: it costs a second of CPU.
     *
     * <p>What fails is tried again, a few times: of a node that was killed while it migrated, PostgreSQL may commit the last step a
     * moment after it has let go of the lock.
     */
    void migrate(DataSource source) {
        for (int attempt = 1; !isCurrent(source); attempt++) {
            try {
                runWhatIsNew(source);
                return;
            } catch (FlywayException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void runWhatIsNew(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .table(HISTORY)
                .locations("classpath:db/migration")
                .placeholders(Map.of("text", text, "bytes", bytes, "keyed", keyed, "aliases", aliases))
                .load()
                .migrate();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another node may be migrating", e);
        }
    }

    private static boolean isCurrent(DataSource source) {
        try (var connection = source.getConnection();
                var history = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            return history.next() && holdsNewest(connection);
        } catch (SQLException _) {
            return false; // Flyway will tell what is wrong
        }
    }

    private static boolean holdsNewest(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(APPLIED);
                var rows = query.executeQuery()) {
            int newest = 0;
            while (rows.next()) {
                newest = Math.max(newest, Integer.parseInt(rows.getString("version")));
            }
            if (newest > NEWEST) {
                throw new IllegalStateException("The database was made by a newer version of this program.");
            }
            return newest == NEWEST;
        }
    }
}
