package dev.bailiwick.token;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The turns in a signing key's life. A rotation overlaps: the key that comes signs once everybody may know it, the key that goes
 * stays published and accepted until its last token has expired.
 */
public final class KeyRotation {

    private static final String KIND = "signing key";

    /** How many keys of a tenant are published at most: who verifies tokens reads them all. */
    private static final int MOST = 100;

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
     * Makes the next key the current one, and publishes another one for the next time. Returns the id of the current key, which
     * signs as {@link SigningKeys#signer} says.
     *
     * <p>Refuses with {@link Problem.TooEarly} while as many keys are published as may be.
     */
    public String rotate(Tenant tenant, Origin origin) {
        publishNext(tenant);
        var fresh = keys.generate(tenant.domain());
        return database.transaction(tx -> {
            var until = end(tx, tenant.id()); // of several rotations at once the others wait here
            var now = clock.instant();
            store.deletePast(tx, tenant.id(), now);
            requireRoom(store.list(tx, tenant.id(), now), now);
            var next = next(tx, tenant.id());
            require(store.retire(tx, tenant.id(), now, until));
            require(store.promote(tx, tenant.id(), next.kid(), now));
            store.insert(tx, tenant.id(), fresh, KeyState.NEXT, now);
            audit.record(tx, tenant.id(), origin, "rotate", KIND, next.kid(), "", nextIs(fresh));
            return next.kid();
        });
    }

    /**
     * Removes a key at once: its tokens are not accepted any more. In the place of the current key the next one is current, even
     * if it was published just now or not at all, because what is revoked may be in the wrong hands. It signs as {@link
     * SigningKeys#signer} says.
     *
     * <p>Refuses with {@link Problem.NotFound} a key that is not there, and with {@link Problem.Conflict} one whose state
     * changed meanwhile.
     */
    public void revoke(Tenant tenant, String kid, Origin origin) {
        revoke(tenant, kid, state(tenant, kid), origin);
    }

    /** The same of previous keys alone: one that is current, or will be, counts as not there. */
    public void revokePrevious(Tenant tenant, String kid, Origin origin) {
        if (state(tenant, kid) != KeyState.PREVIOUS) {
            throw new Problem.NotFound(KIND, kid).asException();
        }
        revoke(tenant, kid, KeyState.PREVIOUS, origin);
    }

    private static String nextIs(SigningKeys.NewKey fresh) {
        return Json.text(Map.of("next", fresh.kid()));
    }

    private SigningKeyStore.Stored next(Tx tx, TenantId tenant) {
        return store.findIn(tx, tenant, KeyState.NEXT).orElseThrow(KeyRotation::changedMeanwhile);
    }

    /** When no token lives that a key signed which is retired now, since it may have to sign until all know the key that comes. */
    private Instant end(Tx tx, TenantId tenant) {
        return resourceServers
                .lastExpiry(tx, tenant)
                .plus(SigningKeys.KEY_SET_LIFETIME)
                .plus(AccessTokens.SKEW);
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

    private static void requireRoom(List<SigningKeyStore.Stored> published, Instant now) {
        if (published.size() >= MOST) {
            var room = published.stream()
                    .map(SigningKeyStore.Stored::acceptedUntil)
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .min()
                    .orElseThrow();
            throw new Problem.TooEarly(
                            MOST
                                    + " keys are published already. Another one can be made when the first of them has ended,"
                                    + " or one is revoked.",
                            Duration.between(now, Instant.ofEpochMilli(room)).plusSeconds(1))
                    .asException();
        }
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
