package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** The extension's own settings, by name, as far as they were ever set. No decision depends on them. */
public final class Switches {

    private static final String KIND = "configuration";

    private final Database database;
    private final Changes changes;
    private final SwitchStore store = new SwitchStore();

    Switches(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    /** Those that were set; empty when the extension was never configured, with or without a switch. */
    public Optional<Map<String, Boolean>> find(TenantId tenant) {
        return database.read(tx -> store.configured(tx, tenant));
    }

    /** Sets some, leaves the others, and returns all. Takes no lock when that changes nothing. */
    public Map<String, Boolean> change(TenantId tenant, Map<String, Boolean> wanted, Origin origin) {
        var present = find(tenant);
        if (present.filter(all -> all.entrySet().containsAll(wanted.entrySet())).isPresent()) {
            return present.get();
        }
        var result = new AtomicReference<Map<String, Boolean>>(Map.of());
        changes.ofStructure(tenant, origin, tx -> {
            var before = store.configured(tx, tenant);
            var after = new TreeMap<>(before.orElse(Map.of()));
            after.putAll(wanted);
            result.set(after);
            if (before.filter(after::equals).isPresent()) {
                return Optional.empty();
            }
            store.set(tx, tenant, new TreeMap<>(wanted));
            return Optional.of(
                    new Changes.Done("change", KIND, "", before.map(Json::text).orElse(""), Json.text(after)));
        });
        return result.get();
    }
}
