package dev.bailiwick.resourceserver;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.resourceserver.ResourceServerStore.Stored;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A tenant's resource servers. Where one is named by a key, that is its id or its identifier. */
public final class ResourceServers {

    private static final String KIND = "resource server";
    private static final String NO_SECRET = "";
    private static final int ID_LENGTH = 24;

    private final Database database;
    private final ResourceServerStore store = new ResourceServerStore();
    private final TokenHorizonStore horizon = new TokenHorizonStore();
    private final ScopeUses uses;
    private final SigningSecrets secrets;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;

    public ResourceServers(
            Database database, ScopeUses uses, SecretBox box, AuditLog audit, Clock clock, RandomText random) {
        this.database = database;
        this.uses = uses;
        this.secrets = new SigningSecrets(box, random);
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Refuses with {@link Problem.NotFound} one that is not there. */
    public ResourceServer get(TenantId tenant, String key) {
        return database.read(tx -> store.find(tx, tenant, key))
                .map(this::opened)
                .orElseThrow(() -> absent(key));
    }

    /**
     * Part of all, in the order of their creation.
     *
     * @param identifiers if there are any, only those with one of them
     */
    public Sliced<ResourceServer> list(TenantId tenant, List<String> identifiers, Slice slice) {
        var found = database.glance(tx -> store.list(tx, tenant, identifiers, slice));
        return new Sliced<>(found.items().stream().map(this::opened).toList(), found.total(), found.next());
    }

    /**
     * Adds one with these members, which bear the Management API's names. Refuses with {@link Problem.Conflict} an identifier
     * that another one has, and with {@link Problem.Invalid} what contradicts itself.
     */
    public ResourceServer create(TenantId tenant, JsonObject asked, Origin origin) {
        var members = ApiMembers.of(asked);
        var settings = ApiSettings.completed(members.settings());
        var draft = new ResourceServerDraft(
                asked.text("/" + ApiMembers.IDENTIFIER).orElseThrow(), false, members.scopes(), settings);
        var sealed = ApiSettings.isSymmetric(settings) ? secrets.seal(members.secret()) : NO_SECRET;
        return opened(database.transaction(tx -> {
            var id = add(tx, tenant, draft, sealed);
            audit.record(
                    tx,
                    tenant,
                    origin,
                    "create",
                    KIND,
                    id.value(),
                    "",
                    ApiMembers.told(draft).toString());
            return new Stored(id, 0, draft, sealed);
        }));
    }

    /**
     * Puts these members in the place of those it has; a null takes one away. Refuses with {@link Problem.NotFound} one that
     * is not there, and with {@link Problem.Invalid} what contradicts itself. The scopes that it has no more leave the grants
     * that hold them.
     */
    public ResourceServer change(TenantId tenant, String key, JsonObject change, Origin origin) {
        var members = ApiMembers.of(change);
        var fresh =
                change.has("signing_alg") || change.has("signing_secret") ? secrets.seal(members.secret()) : NO_SECRET;
        var same = sealedAlready(tenant, key, members.secret());
        return opened(database.transaction(tx -> {
            var before = locked(tx, tenant, key).orElseThrow(() -> absent(key));
            var settings = ApiSettings.changed(before.draft().settings(), members.settings());
            boolean keepsSecret = !before.secretSealed().isEmpty()
                    && (members.secret().isEmpty() || before.secretSealed().equals(same));
            var secret = ApiSettings.isSymmetric(settings) ? keepsSecret ? before.secretSealed() : fresh : NO_SECRET;
            var after = before.with(
                    members.scopes() == null ? before.draft().scopes() : members.scopes(), settings, secret);
            return after.equals(before) ? before : replaced(tx, tenant, before, after, origin);
        }));
    }

    /** Removes one with the client grants for it. Nothing happens when there is none. Refuses with {@link Problem.Unsupported} the Management API. */
    public void remove(TenantId tenant, String key, Origin origin) {
        database.change(tx -> locked(tx, tenant, key).ifPresent(found -> {
            if (found.draft().isSystem()) {
                throw new Problem.Unsupported("System resource servers cannot be deleted").asException();
            }
            var along = remove(tx, tenant, found);
            audit.record(
                    tx,
                    tenant,
                    origin,
                    "delete",
                    KIND,
                    found.id().value(),
                    ApiMembers.told(found.draft()).mergedWith(along, Set.of()).toString(),
                    "");
        }));
    }

    /** Adds one of the server's own APIs. Refuses an identifier that another resource server of the tenant has. */
    public ResourceServerId add(Tx tx, TenantId tenant, ResourceServerDraft added) {
        return add(tx, tenant, added, NO_SECRET);
    }

    /** The algorithms by which tokens for the tenant's resource servers are signed. */
    public Set<String> signingAlgorithms(TenantId tenant) {
        return database.read(tx -> store.algorithms(tx, tenant));
    }

    /** How long, in seconds, the tokens for the resource server of this identifier live; empty when there is none. */
    public OptionalLong findTokenLifetime(Tx tx, TenantId tenant, String identifier) {
        return store.find(tx, tenant, identifier).stream()
                .mapToLong(found -> found.draft().tokenLifetimeSeconds())
                .findFirst();
    }

    /** Has the tokens that are issued from now on live so long. Nothing happens when there is no such resource server. */
    public void changeTokenLifetime(Tx tx, TenantId tenant, String identifier, long seconds) {
        locked(tx, tenant, identifier).ifPresent(before -> {
            var change = JsonObject.of(Map.of(ApiSettings.TOKEN_LIFETIME, seconds));
            var settings = ApiSettings.changed(before.draft().settings(), change);
            var _ = put(tx, tenant, before, before.with(before.draft().scopes(), settings, before.secretSealed()));
        });
    }

    /** Removes a resource server with the client grants for it, and tells all that went along. Nothing happens when there is none. */
    public JsonObject remove(Tx tx, TenantId tenant, String identifier) {
        return locked(tx, tenant, identifier)
                .map(found -> remove(tx, tenant, found))
                .orElse(JsonObject.of(Map.of()));
    }

    /** Gives the tenant's own Management API another identifier, as when the tenant's domain has changed. */
    public void renameSystem(Tx tx, TenantId tenant, String identifier) {
        store.renameSystem(tx, tenant, identifier);
    }

    /**
     * When the last token of the tenant expires that has been issued until now, whatever it is for, and under whatever
     * lifetime. No lifetime changes until the transaction is over.
     */
    public Instant lastExpiry(Tx tx, TenantId tenant) {
        var noted = horizon.raise(tx, tenant, Instant.EPOCH);
        var ofPresent = clock.instant().plusSeconds(store.longestTokenLifetime(tx, tenant));
        return noted.isAfter(ofPresent) ? noted : ofPresent;
    }

    /** The tenant's horizon is always locked first, so that changes never wait for each other in a circle. */
    private Optional<Stored> locked(Tx tx, TenantId tenant, String key) {
        horizon.raise(tx, tenant, Instant.EPOCH);
        return store.lock(tx, tenant, key);
    }

    private ResourceServerId add(Tx tx, TenantId tenant, ResourceServerDraft added, String secretSealed) {
        horizon.raise(tx, tenant, Instant.EPOCH);
        var id = new ResourceServerId(random.hex(ID_LENGTH));
        store.insert(tx, tenant, id, added, secretSealed, clock.millis());
        return id;
    }

    /** What a secret is sealed as that the resource server has already, since it would be sealed anew as another text. */
    private String sealedAlready(TenantId tenant, String key, Optional<Secret> given) {
        return given.flatMap(secret -> database.read(tx -> store.find(tx, tenant, key))
                        .map(Stored::secretSealed)
                        .filter(kept -> Objects.equals(secrets.open(kept), secret)))
                .orElse(NO_SECRET);
    }

    private Stored replaced(Tx tx, TenantId tenant, Stored before, Stored after, Origin origin) {
        var along = ScopeLossStore.of(tx, tenant, after.id(), ScopeStore.gone(before.scopes(), after.scopes()));
        var gone = put(tx, tenant, before, after);
        if (!gone.isEmpty()) {
            uses.withdraw(tx, tenant, after.id(), gone, origin);
        }
        var was = ApiMembers.told(before.draft());
        var is = ApiMembers.told(after.draft());
        audit.record(
                tx,
                tenant,
                origin,
                "change",
                KIND,
                after.id().value(),
                withSecret(was.unlike(is), before, after)
                        .mergedWith(along, Set.of())
                        .toString(),
                withSecret(is.unlike(was), after, before).toString());
        return after;
    }

    /** A secret is not told, but that it is another one. */
    private static JsonObject withSecret(JsonObject told, Stored of, Stored other) {
        return of.secretSealed().isEmpty() || of.secretSealed().equals(other.secretSealed())
                ? told
                : told.with(ApiMembers.SECRET, JsonObject.UNTOLD);
    }

    /** Tells the values of scopes that it had before and has no more. */
    private Set<String> put(Tx tx, TenantId tenant, Stored before, Stored after) {
        noteTokens(tx, tenant, before);
        return store.update(tx, tenant, before, after);
    }

    private JsonObject remove(Tx tx, TenantId tenant, Stored found) {
        noteTokens(tx, tenant, found);
        var along = ScopeLossStore.ofAll(tx, tenant, found.id());
        store.delete(tx, tenant, found.id());
        return along;
    }

    /** The tokens that were issued until now may live on when the lifetime is shortened, or the API gone. */
    private void noteTokens(Tx tx, TenantId tenant, Stored before) {
        horizon.raise(tx, tenant, clock.instant().plusSeconds(before.draft().tokenLifetimeSeconds()));
    }

    private ResourceServer opened(Stored stored) {
        var draft = stored.draft();
        return new ResourceServer(
                stored.id(),
                draft.identifier(),
                draft.isSystem(),
                draft.scopes(),
                EncryptionKey.shown(draft.settings()),
                secrets.open(stored.secretSealed()));
    }

    private static RuntimeException absent(String key) {
        return new Problem.NotFound(KIND, key).asException();
    }
}
