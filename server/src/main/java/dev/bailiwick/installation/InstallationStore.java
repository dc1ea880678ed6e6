package dev.bailiwick.installation;

import dev.bailiwick.store.Tx;
import java.util.Optional;

/** What is known about the installation, as rows. */
final class InstallationStore {

    private static final String FIND = "SELECT value FROM installation WHERE name = :name";

    private static final String INSERT = """
            INSERT INTO installation (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING
            """;

    Optional<String> find(Tx tx, String name) {
        return tx.first(FIND, q -> q.bind("name", name), (row, _) -> row.getString("value"));
    }

    /** The value that is there, which is the given one when there was none. */
    String findOrInsert(Tx tx, String name, String value) {
        tx.write(INSERT, u -> u.bind("name", name).bind("value", value));
        return find(tx, name).orElseThrow();
    }
}
