package dev.bailiwick.operator;

import dev.bailiwick.apikey.ApiKeys;
import dev.bailiwick.audit.AuditTrail;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.token.ManagementTokens;
import java.util.function.Function;

/**
 * What an operator sees and changes inside a tenant.
 *
 * @param tenants finds a tenant by its name, or refuses
 */
public record TenantContents(
        Function<String, Tenant> tenants,
        ApiKeys apiKeys,
        ManagementTokens managementTokens,
        Connections connections,
        AuditTrail audit) {

    /** The id of the tenant of this name. */
    public TenantId id(String tenant) {
        return tenants.apply(tenant).id();
    }
}
