package dev.bailiwick.client;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes clients, changes them and removes them. */
public final class ClientRegistration {

    private static final int SECRET_LENGTH = 64;
    private static final String KIND = "client";

    private static final String METADATA = "client_metadata";
    private static final String LOGIN_URI = "initiate_login_uri";
    private static final String NATIVE_LOGIN = "native_social_login";
    private static final JsonObject NOTHING = JsonObject.of(Map.of());

    /** Of these, a change names only the members that change. */
    private static final Set<String> MERGED =
            Set.of(METADATA, "jwt_configuration", "mobile", NATIVE_LOGIN, "session_transfer", "signed_request_object");

    private final ClientStore store = new ClientStore();
    private final Database database;
    private final Clients clients;
    private final ClientKeys keys;
    private final AuditLog audit;
    private final RandomText random;
    private final Supplier<ClientId> newIds;

    /**
     * Over a database.
     *
     * @param newIds where the ids of new clients come from
     */
    public ClientRegistration(
            Database database,
            Clients clients,
            ClientKeys keys,
            AuditLog audit,
            RandomText random,
            Supplier<ClientId> newIds) {
        this.database = database;
        this.clients = clients;
        this.keys = keys;
        this.audit = audit;
        this.random = random;
        this.newIds = newIds;
    }

    /**
     * Makes a client, with all that {@link ClientDefaults} adds and a secret. Refuses with {@link Problem.NotAllowed} what
     * contradicts itself, and with {@link Problem.Conflict} an alias that another client has.
     *
     * @param given by Auth0's names; members that are null count as absent
     * @param credentials those that it has from the beginning, whose ids stand in what is given where they are used
     */
    public Client add(TenantId tenant, JsonObject given, List<ClientCredential> credentials, Origin origin) {
        var made = Client.of(
                newIds.get(), false, ClientDefaults.complete(withoutNulls(FormerLogout.renamed(given, NOTHING))));
        ClientRules.require(made);
        var prepared = clients.prepare(made, new Secret(random.urlSafe(SECRET_LENGTH)));
        database.change(tx -> {
            clients.add(tx, tenant, prepared);
            credentials.forEach(credential -> keys.insert(tx, tenant, made.id(), credential));
            keys.requireUsed(tx, tenant, made);
            record(
                    tx,
                    tenant,
                    origin,
                    "create",
                    made.id(),
                    "",
                    told(made.attributes().orElse(along(credentials))));
        });
        return made;
    }

    /**
     * Changes a client. Refuses with {@link Problem.NotFound} one that is not there, with {@link Problem.NotAllowed} what
     * contradicts itself, and with {@link Problem.Conflict} a new alias that another client has.
     *
     * @param patch the members that change; null takes one away
     * @param secret in place of the client's own
     */
    public Client change(TenantId tenant, ClientId id, JsonObject patch, Optional<Secret> secret, Origin origin) {
        var newSecret = secret.map(clients::sealed);
        return database.transaction(tx -> {
            var known = store.lock(tx, tenant, id).orElseThrow(() -> Clients.missing(id));
            var before = clients.opened(known.client());
            var after = Client.of(id, before.isGlobal(), patched(before.attributes(), patch));
            if (!after.equals(before)) {
                ClientRules.require(after);
                keys.requireUsed(tx, tenant, after);
                store.change(tx, tenant, before, clients.sealed(after));
                var names = changed(before.attributes(), after.attributes());
                record(
                        tx,
                        tenant,
                        origin,
                        "change",
                        id,
                        told(before.attributes().only(names)),
                        told(after.attributes().only(names)));
            }
            newSecret
                    .filter(given -> !given.digest().equals(known.secret().digest()))
                    .ifPresent(given -> changeSecret(tx, tenant, id, given, "change secret", origin));
            return after;
        });
    }

    /**
     * Gives a client a new secret in place of the old one, which is refused from now on; a client that proves itself by keys takes the
     * new one when it does so no more. Refuses with {@link Problem.NotFound} a client that is not there.
     */
    public Client rotateSecret(TenantId tenant, ClientId id, Origin origin) {
        var secret = clients.sealed(new Secret(random.urlSafe(SECRET_LENGTH)));
        return database.transaction(tx -> {
            var client = store.lock(tx, tenant, id)
                    .orElseThrow(() -> Clients.missing(id))
                    .client();
            changeSecret(tx, tenant, id, secret, "rotate secret", origin);
            return clients.opened(client);
        });
    }

    /**
     * Removes a client with its keys and client grants. Nothing happens when it is not there. Refuses with {@link
     * Problem.NotAllowed} the global client.
     */
    public void remove(TenantId tenant, ClientId id, Origin origin) {
        database.change(tx -> store.lock(tx, tenant, id)
                .map(ClientStore.Known::client)
                .ifPresent(client -> {
                    if (client.isGlobal()) {
                        throw ClientRules.refused("Global client cannot be deleted.");
                    }
                    var along = ClientLossStore.of(tx, tenant, id);
                    store.delete(tx, tenant, id);
                    record(
                            tx,
                            tenant,
                            origin,
                            "delete",
                            id,
                            told(client.attributes().mergedWith(along, Set.of())),
                            "");
                }));
    }

    private void changeSecret(Tx tx, TenantId tenant, ClientId id, ClientSecret secret, String action, Origin origin) {
        store.changeSecret(tx, tenant, id, secret);
        record(tx, tenant, origin, action, id, "", "");
    }

    private void record(
            Tx tx, TenantId tenant, Origin origin, String action, ClientId id, String before, String after) {
        audit.record(tx, tenant, origin, action, KIND, id.value(), before, after);
    }

    /** Metadata without any member take away all that are there, as those of users do. */
    private static JsonObject patched(JsonObject attributes, JsonObject patch) {
        boolean isEmptied =
                patch.object(METADATA).filter(given -> given.size() == 0).isPresent();
        var kept = isEmptied ? attributes.without(List.of(METADATA)) : attributes;
        return ClientDefaults.completeInside(withoutNulls(kept.mergedWith(FormerLogout.renamed(patch, kept), MERGED)));
    }

    /** What is null counts as absent, and so do an empty address at which logins begin, and native logins without any. */
    private static JsonObject withoutNulls(JsonObject attributes) {
        var kept = attributes.withoutNulls();
        if (kept.text("/" + LOGIN_URI).filter(String::isEmpty).isPresent()) {
            kept = kept.without(List.of(LOGIN_URI));
        }
        for (var name : MERGED) {
            var merged = kept.object(name);
            if (merged.isPresent()) {
                kept = kept.with(name, merged.get().withoutNulls());
            }
        }
        return kept.object(NATIVE_LOGIN).filter(logins -> logins.size() == 0).isPresent()
                ? kept.without(List.of(NATIVE_LOGIN))
                : kept;
    }

    private static List<String> changed(JsonObject before, JsonObject after) {
        return after.mergedWith(before, Set.of()).names().stream()
                .filter(name -> !before.only(List.of(name)).equals(after.only(List.of(name))))
                .toList();
    }

    private static JsonObject along(List<ClientCredential> credentials) {
        var told = credentials.stream().map(ClientCredential::told).toList();
        return told.isEmpty() ? NOTHING : JsonObject.of(Map.of("along", Map.of("credentials", told)));
    }

    private static String told(JsonObject attributes) {
        return attributes.hiding(Set.copyOf(SecretSettings.NAMES)).toString();
    }
}
