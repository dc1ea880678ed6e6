package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.user.UserExport;
import dev.bailiwick.user.UserImport;
import java.util.List;
import java.util.function.Function;

/**
 * What an operator does with a tenant's users.
 *
 * @param tenants finds a tenant by its name, or refuses
 */
public record TenantUsers(Function<String, Tenant> tenants, UserImport imports, UserExport exports) {

    /** Some users of the tenant, behind a number; see {@link UserExport#whole}. */
    public UserExport.Page page(String tenant, boolean hasHashes, long after, int most) {
        return exports.whole(tenants.apply(tenant).id(), hasHashes, after, most);
    }

    /** Takes some users in; see {@link UserImport#take}. */
    public UserImport.Taken take(String tenant, List<JsonObject> users, UserImport.Rules rules, Origin origin) {
        return imports.take(tenants.apply(tenant).id(), users, rules, origin);
    }
}
