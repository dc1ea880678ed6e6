package dev.bailiwick.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, brought up to date by numbered migrations that both engines read; placeholders hold what differs. */
enum Schema {
    SQLITE("TEXT"),
    POSTGRES("TEXT COLLATE \"C\"");

    private final String text;

    Schema(String text) {
        this.text = text;
    }

    /** Runs what is new. Of several nodes that start at once one migrates and the others wait. */
    void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("text", text))
                .load()
                .migrate();
    }
}
