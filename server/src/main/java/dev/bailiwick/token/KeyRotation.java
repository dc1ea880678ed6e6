package dev.bailiwick.token;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The turns in a signing key's life. A rotation overlaps: the key that comes was published before, the key that goes stays
 * published and accepted until its last token has expired.
 */
public final class KeyRotation {

    private static final String KIND = "signing key";

    private final SigningKeyStore store = new SigningKeyStore();
    private final Database database;
    private final SigningKeys keys;
    private final ResourceServers resourceServers;
    private final AuditLog audit;
    private final Clock clock;

    public KeyRotation(
            Database database, SigningKeys keys, ResourceServers resourceServers, AuditLog audit, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.resourceServers = resourceServers;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Publishes a next key where there is none: a tenant is born without it, because many tenants are gone before they would
     * need it. Returns whether there was none.
     */
    public boolean publishNext(Tenant tenant) {
        if (database.read(tx -> store.findIn(tx, tenant.id(), KeyState.NEXT)).isPresent()) {
            return false;
        }
        var fresh = keys.generate(tenant.domain());
        return database.transaction(tx -> store.insertNextIfAbsent(tx, tenant.id(), fresh, clock.instant()));
    }

    /**
     * Has the next key sign from now on, and publishes another one for the next time. Returns the id of the key that signs.
     *
     * <p>Refuses with {@link Problem.TooEarly} while somebody may not know the next key yet, and with {@link
     * Problem.Conflict} when another rotation was quicker.
     */
    public String rotate(Tenant tenant, Origin origin) {
        if (publishNext(tenant)) {
            throw tooEarly(SigningKeys.KEY_SET_LIFETIME);
        }
        var fresh = keys.generate(tenant.domain());
        return database.transaction(tx -> {
            var now = clock.instant();
            var next = next(tx, tenant.id());
            requirePublished(next, now);
            require(store.retire(tx, tenant.id(), now, end(tx, tenant.id())));
            require(store.promote(tx, tenant.id(), next.kid(), now));
            store.insert(tx, tenant.id(), fresh, KeyState.NEXT, now);
            store.deletePast(tx, tenant.id(), now);
            audit.record(tx, tenant.id(), origin, "rotate", KIND, next.kid(), "", nextIs(fresh));
            return next.kid();
        });
    }

    /**
     * Removes a key at once: its tokens are not accepted any more. In the place of the current key the next one signs, even
     * if it was published just now or not at all, because what is revoked may be in the wrong hands.
     *
     * <p>Refuses with {@link Problem.NotFound} a key that is not there, and with {@link Problem.Conflict} one whose state
     * changed meanwhile.
     */
    public void revoke(Tenant tenant, String kid, Origin origin) {
        revoke(tenant, kid, state(tenant, kid), origin);
    }

    /** The same for a previous key only. Refuses with {@link Problem.Invalid} one that signs, or will. */
    public void revokePrevious(Tenant tenant, String kid, Origin origin) {
        if (state(tenant, kid) != KeyState.PREVIOUS) {
            throw new Problem.Invalid(Part.PATH, "/kid", "must be a previous signing key").asException();
        }
        revoke(tenant, kid, KeyState.PREVIOUS, origin);
    }

    private static String nextIs(SigningKeys.NewKey fresh) {
        return Json.text(Map.of("next", fresh.kid()));
    }

    private SigningKeyStore.Stored next(Tx tx, TenantId tenant) {
        return store.findIn(tx, tenant, KeyState.NEXT).orElseThrow(KeyRotation::changedMeanwhile);
    }

    /** When no token lives that was signed before now. */
    private Instant end(Tx tx, TenantId tenant) {
        return resourceServers.lastExpiry(tx, tenant).plus(AccessTokens.SKEW);
    }

    private KeyState state(Tenant tenant, String kid) {
        return database.read(tx -> store.find(tx, tenant.id(), kid, clock.instant()))
                .orElseThrow(() -> new Problem.NotFound(KIND, kid).asException())
                .state();
    }

    private void revoke(Tenant tenant, String kid, KeyState state, Origin origin) {
        Optional<SigningKeys.NewKey> fresh =
                state == KeyState.PREVIOUS ? Optional.empty() : Optional.of(keys.generate(tenant.domain()));
        database.change(tx -> {
            var now = clock.instant();
            store.noteRevoked(tx, tenant.id(), kid, now);
            require(store.delete(tx, tenant.id(), kid, state));
            var next = store.findIn(tx, tenant.id(), KeyState.NEXT);
            if (state == KeyState.CURRENT && next.isPresent()) {
                require(store.promote(tx, tenant.id(), next.get().kid(), now));
            }
            var place = state == KeyState.CURRENT && next.isEmpty() ? KeyState.CURRENT : KeyState.NEXT;
            fresh.ifPresent(key -> store.insert(tx, tenant.id(), key, place, now));
            audit.record(tx, tenant.id(), origin, "revoke", KIND, kid, Json.text(state.word()), "");
        });
    }

    private static void requirePublished(SigningKeyStore.Stored next, Instant now) {
        var published = Duration.between(Instant.ofEpochMilli(next.since()), now);
        if (published.compareTo(SigningKeys.KEY_SET_LIFETIME) < 0) {
            throw tooEarly(SigningKeys.KEY_SET_LIFETIME
                    .minus(published)
                    .plusMillis(999)
                    .truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private static RuntimeException tooEarly(Duration wait) {
        return new Problem.TooEarly(
                        "The next key was published only just now, and caches may not have it yet. Rotate again in "
                                + wait.toSeconds() + " seconds.",
                        wait)
                .asException();
    }

    private static void require(boolean done) {
        if (!done) {
            throw changedMeanwhile();
        }
    }

    private static RuntimeException changedMeanwhile() {
        return new Problem.Conflict(KIND, "state", "changed meanwhile").asException();
    }
}
