package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.user.UserImport;
import java.util.List;
import java.util.function.Function;

/**
 * What an operator does with a tenant's users.
 *
 * @param tenants finds a tenant by its name, or refuses
 */
public record TenantUsers(Function<String, Tenant> tenants, UserImport imports) {

    /** Takes some users in; see {@link UserImport#take}. */
    public UserImport.Taken take(String tenant, List<JsonObject> users, UserImport.Rules rules, Origin origin) {
        return imports.take(tenants.apply(tenant).id(), users, rules, origin);
    }
}
