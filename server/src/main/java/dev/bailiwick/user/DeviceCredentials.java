package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;

/** What users' devices prove themselves by. Logins will add to it. */
public final class DeviceCredentials {

    private static final String KIND = "device credential";
    private static final int MOST_KEYS = 100;
    private static final int ID_LENGTH = 16;

    private final Database database;
    private final AuditLog audit;
    private final RandomText random;
    private final DeviceCredentialStore store = new DeviceCredentialStore();
    private final UserStore users = new UserStore();

    public DeviceCredentials(Database database, AuditLog audit, RandomText random) {
        this.database = database;
        this.audit = audit;
        this.random = random;
    }

    /** Those that are meant, in the order of their creation. */
    public Sliced<DeviceCredential> list(TenantId tenant, DeviceCredential.Filter filter, Slice slice) {
        return database.snapshot(tx -> store.list(tx, tenant, filter, slice));
    }

    /**
     * Keeps the public key of a device, for a client, in the place of the one that it has. Refuses with {@link Problem.NotFound} a user
     * who is not there, and with {@link Problem.TooMany} one who has too many of them.
     */
    public void putKey(TenantId tenant, UserId user, ClientId client, String device, String publicKey, Origin origin) {
        var id = "dcr_" + random.alphanumeric(ID_LENGTH);
        var added =
                new DeviceCredential(id, device, device, DeviceCredential.PUBLIC_KEY, user.value(), client, publicKey);
        database.change(tx -> {
            if (users.lock(tx, tenant, List.of(user)).isEmpty()) {
                throw UserAccounts.absent(user);
            }
            var keys = store.keys(tx, tenant, user.value());
            var present =
                    keys.stream().filter(key -> key.isKeyOf(client, device)).findFirst();
            if (present.isPresent()) {
                changeKey(tx, tenant, present.get(), publicKey, origin);
                return;
            }
            if (keys.size() >= MOST_KEYS) {
                throw new Problem.TooMany("public key of a user", MOST_KEYS).asException();
            }
            store.insert(tx, tenant, added);
            audit.record(tx, tenant, origin, "create", KIND, id, "", told(added));
        });
    }

    /** Removes one; one that is not there is no error. */
    public void remove(TenantId tenant, String id, Origin origin) {
        database.change(tx -> {
            if (store.delete(tx, tenant, id)) {
                audit.record(tx, tenant, origin, "delete", KIND, id, Json.text(id), "");
            }
        });
    }

    /** Removes the public keys of a user's device, whichever client has them, and tells whether there were any. */
    public boolean removeKeys(TenantId tenant, UserId user, String device, Origin origin) {
        return database.transaction(tx -> {
            var removed = store.deleteKeys(tx, tenant, user.value(), device);
            return recorded(tx, tenant, user, removed, origin);
        });
    }

    /** Removes a refresh token of a user, and tells whether there was one. */
    public boolean removeToken(TenantId tenant, UserId user, String id, Origin origin) {
        return database.transaction(tx -> {
            var removed = store.deleteToken(tx, tenant, user.value(), id) ? List.of(id) : List.<String>of();
            return recorded(tx, tenant, user, removed, origin);
        });
    }

    /** Removes those of a user that are refresh tokens. */
    public void removeTokens(TenantId tenant, String userId, Origin origin) {
        database.change(tx -> recorded(tx, tenant, new UserId(userId), store.deleteTokens(tx, tenant, userId), origin));
    }

    private void changeKey(Tx tx, TenantId tenant, DeviceCredential present, String publicKey, Origin origin) {
        if (!present.publicKey().equals(publicKey)) {
            store.changeKey(tx, tenant, present.id(), publicKey);
            audit.record(
                    tx, tenant, origin, "change", KIND, present.id(), told(present), told(present.with(publicKey)));
        }
    }

    private boolean recorded(Tx tx, TenantId tenant, UserId user, List<String> removed, Origin origin) {
        if (!removed.isEmpty()) {
            audit.record(tx, tenant, origin, "delete", KIND + "s", user.value(), Json.text(removed), "");
        }
        return !removed.isEmpty();
    }

    private static String told(DeviceCredential credential) {
        var members = new LinkedHashMap<String, Object>();
        members.put("user_id", credential.userId());
        members.put("client_id", credential.client().value());
        members.put("type", credential.type());
        members.put("device_name", credential.deviceName());
        members.put("public_key", credential.publicKey());
        return Json.text(members);
    }
}
