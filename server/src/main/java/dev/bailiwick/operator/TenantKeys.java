package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.KeyRotation;
import dev.bailiwick.token.SigningKey;
import dev.bailiwick.token.SigningKeys;
import java.util.List;
import java.util.function.Function;

/**
 * What an operator does with a tenant's keys, and with those of its clients.
 *
 * @param tenants finds a tenant by its name, or refuses
 */
public record TenantKeys(
        Function<String, Tenant> tenants, SigningKeys signing, KeyRotation rotation, ClientKeys clients) {

    /** The signing keys: current, next, previous. */
    public List<SigningKey> list(String tenant) {
        var found = tenants.apply(tenant);
        rotation.publishNext(found);
        return signing.list(found.id());
    }

    /** Makes the next key the current one; see {@link KeyRotation#rotate}. */
    public List<SigningKey> rotate(String tenant, Origin origin) {
        rotation.rotate(tenants.apply(tenant), origin);
        return list(tenant);
    }

    /** Removes a signing key at once; see {@link KeyRotation#revoke}. */
    public void revoke(String tenant, String kid, Origin origin) {
        rotation.revoke(tenants.apply(tenant), kid, origin);
    }

    /** Gives a client a key to prove itself by; see {@link ClientKeys#add}. */
    public void addToClient(String tenant, ClientId client, ClientKey key, boolean isOnly, Origin origin) {
        clients.add(tenants.apply(tenant).id(), client, clients.prepareStanding(key), isOnly, origin);
    }

    /** Takes such a key away. */
    public void removeFromClient(String tenant, ClientId client, String kid, Origin origin) {
        clients.remove(tenants.apply(tenant).id(), client, kid, origin);
    }
}
