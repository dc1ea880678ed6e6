package dev.bailiwick.certificate;

import dev.bailiwick.store.Tx;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** Certificates as rows. No other class names the table {@code certificate}. */
final class CertificateStore {

    private static final String FIND = """
            SELECT name, hosts, chain, private_key
            FROM certificate
            WHERE name = :name
            """;

    private static final String INSERT = """
            INSERT INTO certificate (name, hosts, chain, private_key)
            VALUES (:name, :hosts, :chain, :key)
            """;

    private static final String UNLESS_THERE = INSERT + "ON CONFLICT (name) DO NOTHING";

    private static final String OR_REPLACE = INSERT + """
            ON CONFLICT (name) DO UPDATE SET
                hosts = excluded.hosts,
                chain = excluded.chain,
                private_key = excluded.private_key
            """;

    Optional<StoredCertificate> find(Tx tx, String name) {
        return tx.first(
                FIND,
                q -> q.bind("name", name),
                (row, _) -> new StoredCertificate(
                        row.getString("name"),
                        row.getString("hosts"),
                        row.getString("chain"),
                        row.getString("private_key")));
    }

    void insertIfAbsent(Tx tx, StoredCertificate certificate) {
        tx.write(UNLESS_THERE, update -> bind(update, certificate));
    }

    void replace(Tx tx, StoredCertificate certificate) {
        tx.write(OR_REPLACE, update -> bind(update, certificate));
    }

    private static void bind(Update update, StoredCertificate certificate) {
        update.bind("name", certificate.name())
                .bind("hosts", certificate.hosts())
                .bind("chain", certificate.chain())
                .bind("key", certificate.sealedKey());
    }
}
