package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Versions as rows. Renewing one locks its row until the transaction is over. */
final class VersionStore {

    private static final int CHANGES_KEPT = 10_000;

    private static final String RENEW = """
            INSERT INTO authz_version (tenant_id, part, number, stamp) VALUES (:tenant, :part, 1, :stamp)
            ON CONFLICT (tenant_id, part) DO UPDATE SET number = authz_version.number + 1, stamp = excluded.stamp
            """;

    private static final String PART = """
            SELECT number, stamp FROM authz_version WHERE tenant_id = :tenant AND part = :part
            """;

    private static final String PARTS = "SELECT part, number, stamp FROM authz_version WHERE tenant_id = :tenant";

    private static final String CHANGE = """
            INSERT INTO authz_change (tenant_id, number, kind, id) VALUES (:tenant, :number, :kind, :id)
            """;

    private static final String FORGET = "DELETE FROM authz_change WHERE tenant_id = :tenant AND number <= :number";

    private final RandomGenerator random;

    VersionStore(RandomGenerator random) {
        this.random = random;
    }

    /** Renews and locks the structure's version: what a change of the structure does first. */
    Version renewStructure(Tx tx, TenantId tenant) {
        tx.write(
                RENEW,
                u -> u.bind("tenant", tenant.value())
                        .bind("part", Version.STRUCTURE)
                        .bind("stamp", stamp()));
        return find(tx, tenant, Version.STRUCTURE);
    }

    /** Renews the versions of all users: what a change of everything does last. */
    void renewAllUsers(Tx tx, TenantId tenant) {
        tx.bulk(
                RENEW,
                () -> IntStream.rangeClosed(1, UserId.PARTS).iterator(),
                (b, part) -> b.bind("tenant", tenant.value()).bind("part", part).bind("stamp", stamp()));
    }

    /** {@link Version#NONE} for a part that was never changed. */
    Version find(Tx tx, TenantId tenant, int part) {
        return tx.first(
                        PART,
                        q -> q.bind("tenant", tenant.value()).bind("part", part),
                        (row, _) -> new Version(row.getLong("number"), row.getLong("stamp")))
                .orElse(Version.NONE);
    }

    /** The versions of all parts that were ever changed. */
    Map<Integer, Version> all(Tx tx, TenantId tenant) {
        record Part(int part, Version version) {}
        List<Part> parts = tx.list(
                PARTS,
                q -> q.bind("tenant", tenant.value()),
                (row, _) -> new Part(row.getInt("part"), new Version(row.getLong("number"), row.getLong("stamp"))));
        var versions = new HashMap<Integer, Version>();
        parts.forEach(part -> versions.put(part.part, part.version));
        return versions;
    }

    /** Notes what a change of the structure touched, and forgets what is too old to be asked for. */
    void note(Tx tx, TenantId tenant, Version structure, String kind, String id) {
        tx.write(
                CHANGE,
                u -> u.bind("tenant", tenant.value())
                        .bind("number", structure.number())
                        .bind("kind", kind)
                        .bind("id", id));
        tx.write(FORGET, u -> u.bind("tenant", tenant.value()).bind("number", structure.number() - CHANGES_KEPT));
    }

    /** Any number but 0, which stands for never changed, and -1, which stands for nothing cached. */
    private long stamp() {
        return random.nextLong(1, Long.MAX_VALUE);
    }
}
