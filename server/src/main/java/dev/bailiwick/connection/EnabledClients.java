package dev.bailiwick.connection;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For which clients connections are enabled. Methods refuse with {@link Problem.NotFound} a connection that is not there, and a
 * client that is not there and is to be enabled.
 */
public final class EnabledClients {

    private static final String KIND = "connection";

    private final Database database;
    private final AuditLog audit;
    private final ConnectionStore connections = new ConnectionStore();
    private final EnabledClientStore store = new EnabledClientStore();

    public EnabledClients(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Part of those of a connection, in the order in which they were enabled. */
    public Sliced<ClientId> list(TenantId tenant, String connection, Slice slice) {
        return database.glance(tx -> {
            var _ = connections.find(tx, tenant, connection).orElseThrow(() -> absent(connection));
            return store.page(tx, tenant, connection, slice);
        });
    }

    /**
     * Enables a connection for some clients and disables it for others.
     *
     * @param wanted whether it is to be enabled, by client, in order
     */
    public void change(TenantId tenant, String connection, Map<ClientId, Boolean> wanted, Origin origin) {
        database.change(tx -> {
            var _ = connections.lock(tx, tenant, connection).orElseThrow(() -> absent(connection));
            var before = of(tx, tenant, connection);
            var after = new LinkedHashSet<>(before);
            wanted.forEach((client, isEnabled) -> {
                if (isEnabled) {
                    after.add(client);
                } else {
                    after.remove(client);
                }
            });
            if (!after.equals(new LinkedHashSet<>(before))) {
                replace(tx, tenant, connection, before, after);
                audit.record(tx, tenant, origin, "change clients", KIND, connection, told(before), told(after));
            }
        });
    }

    List<ClientId> of(Tx tx, TenantId tenant, String connection) {
        return store.of(tx, tenant, List.of(connection)).getOrDefault(connection, List.of());
    }

    /** Enables a connection, which is locked, for just these; those for which it is already stay where they are. */
    void replace(Tx tx, TenantId tenant, String connection, Iterable<ClientId> before, Iterable<ClientId> after) {
        var gone = set(before);
        gone.removeAll(set(after));
        store.delete(tx, tenant, connection, gone);
        var fresh = set(after);
        fresh.removeAll(set(before));
        for (var client : fresh) {
            if (!store.insert(tx, tenant, connection, client)) {
                throw new Problem.NotFound("client", client.value()).asException();
            }
        }
    }

    private static Set<ClientId> set(Iterable<ClientId> clients) {
        var set = new LinkedHashSet<ClientId>();
        clients.forEach(set::add);
        return set;
    }

    private static String told(Iterable<ClientId> clients) {
        var ids = new ArrayList<String>();
        clients.forEach(client -> ids.add(client.value()));
        return Json.text(ids);
    }

    static RuntimeException absent(String connection) {
        return new Problem.NotFound(KIND, connection).asException();
    }
}
