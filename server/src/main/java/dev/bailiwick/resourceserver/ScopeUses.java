package dev.bailiwick.resourceserver;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Set;

/** What was built on the scopes of resource servers and has to go with them. */
@FunctionalInterface
public interface ScopeUses {

    /** Takes away whatever rests on these scopes of a resource server, in the transaction that removes them. */
    void withdraw(Tx tx, TenantId tenant, ResourceServerId id, Set<String> scopes, Origin origin);
}
