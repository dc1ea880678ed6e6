package dev.bailiwick.apikey;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tenant's API keys: the present one, and those that were rotated away until their overlap ends. What is stored is the
 * digest of each, which is read anew for every request, so that a key ends on all nodes at once.
 */
public final class ApiKeys implements AutoCloseable {

    /** How long a key goes on being accepted when another takes its place, so that its users can be told the new one. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /** 256 random bits. */
    private static final int KEY_DIGITS = 64;

    private static final int ID_DIGITS = 12;

    /** Each request compares with all of them. */
    private static final int MOST = 10;

    private static final String KIND = "api key";

    private final ApiKeyStore store = new ApiKeyStore();
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;
    private final ApiKeyUses uses;

    public ApiKeys(Database database, AuditLog audit, Clock clock, RandomText random) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.uses = new ApiKeyUses(database, store, clock);
    }

    /** The key that this is, if it is accepted now; notes its use. */
    public Optional<ApiKey> find(TenantId tenant, Secret presented) {
        var stored = database.read(tx -> store.list(tx, tenant, clock.instant()));
        var found = stored.stream()
                .filter(key -> presented.hasDigest(key.digest()))
                .map(ApiKeyStore.Stored::key)
                .findFirst();
        found.ifPresent(key -> uses.note(tenant, key.id()));
        return found;
    }

    /**
     * Makes a new key, which is told this once. The key before is accepted for the {@link #OVERLAP}. Refuses with {@link
     * Problem.TooEarly} when so many are accepted that one would have to end before its time.
     */
    public Secret rotate(TenantId tenant, Origin origin) {
        var fresh = new Secret(random.hex(KEY_DIGITS));
        var id = random.hex(ID_DIGITS);
        database.change(tx -> {
            replace(tx, tenant, id, store.lock(tx, tenant), fresh);
            audit.record(tx, tenant, origin, "rotate", KIND, id, "", "");
        });
        return fresh;
    }

    /**
     * Takes a key in that was made elsewhere, in the transaction of an import. The key before is accepted for the {@link
     * #OVERLAP}; nothing happens when it is the same. Refuses as {@link #rotate} does.
     */
    public void adopt(Tx tx, TenantId tenant, Secret key, Origin origin) {
        long seq = store.lock(tx, tenant);
        var known = store.list(tx, tenant, clock.instant()).stream()
                .filter(stored -> key.hasDigest(stored.digest()))
                .map(ApiKeyStore.Stored::key)
                .findFirst();
        if (known.filter(present -> present.acceptedUntil() == null).isPresent()) {
            return;
        }
        known.ifPresent(ending -> store.delete(tx, tenant, ending.id()));
        var id = random.hex(ID_DIGITS);
        replace(tx, tenant, id, seq, key);
        audit.record(tx, tenant, origin, "import", KIND, id, "", "");
    }

    /** The keys that are accepted now, the present one first. */
    public List<ApiKey> list(TenantId tenant) {
        return database.read(tx -> store.list(tx, tenant, clock.instant())).stream()
                .map(ApiKeyStore.Stored::key)
                .toList();
    }

    /** Ends a key at once, for one in wrong hands. Refuses with {@link Problem.NotFound} a key that is not there. */
    public void revoke(TenantId tenant, String id, Origin origin) {
        database.change(tx -> {
            store.lock(tx, tenant);
            if (!store.delete(tx, tenant, id)) {
                throw new Problem.NotFound(KIND, id).asException();
            }
            audit.record(tx, tenant, origin, "revoke", KIND, id, "", "");
        });
    }

    /** Writes which keys were used last, then ends. */
    @Override
    public void close() {
        uses.close();
    }

    private void replace(Tx tx, TenantId tenant, String id, long seq, Secret key) {
        var now = clock.instant();
        store.deletePast(tx, tenant, now);
        requireRoom(store.list(tx, tenant, now), now);
        store.retire(tx, tenant, now.plus(OVERLAP));
        store.insert(tx, tenant, id, seq, key.digest(), now);
    }

    private static void requireRoom(List<ApiKeyStore.Stored> accepted, Instant now) {
        if (accepted.size() >= MOST) {
            var end = accepted.stream()
                    .flatMap(stored -> Stream.ofNullable(stored.key().acceptedUntil()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            throw new Problem.TooEarly(
                            MOST
                                    + " API keys are accepted already. Another one can be made when the first of them has ended,"
                                    + " or one is revoked.",
                            Duration.between(now, end).plusSeconds(1))
                    .asException();
        }
    }
}
