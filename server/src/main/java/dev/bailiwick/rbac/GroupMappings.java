package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.Changes.Done;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The mappings of groups. Connections are names, whether or not there is one. Methods refuse with {@link Problem.NotFound}
 * when there is no such group.
 */
public final class GroupMappings {

    private final Database database;
    private final Changes changes;
    private final Supplier<String> ids;
    private final GroupStore groups = new GroupStore();
    private final GroupMappingStore store = new GroupMappingStore();

    GroupMappings(Database database, Changes changes, Supplier<String> ids) {
        this.database = database;
        this.changes = changes;
        this.ids = ids;
    }

    /**
     * What is to be mapped.
     *
     * @param groupName see {@link GroupMapping}
     */
    public record Draft(String groupName, String connectionName) {}

    /** The mappings of a group, in the order in which they were added. */
    public List<GroupMapping> list(TenantId tenant, GroupId group) {
        return database.read(tx -> store.list(tx, tenant, groups.numberOf(tx, tenant, group)));
    }

    /** Adds mappings to a group, repeats and all. */
    public void add(TenantId tenant, GroupId group, List<Draft> drafts, Origin origin) {
        var mappings = drafts.stream()
                .map(draft -> new GroupMapping(ids.get(), draft.groupName, draft.connectionName))
                .toList();
        changes.ofStructure(tenant, origin, tx -> {
            store.add(tx, tenant, groups.numberOf(tx, tenant, group), mappings);
            return Optional.of(new Done("add mappings", "group", group.value(), "", ObjectJson.of(mappings)));
        });
    }

    /** Takes mappings off a group by their ids; those that it does not have are no error. */
    public void remove(TenantId tenant, GroupId group, List<String> ids, Origin origin) {
        var wanted = new HashSet<>(ids);
        changes.ofStructure(tenant, origin, tx -> {
            var seq = groups.numberOf(tx, tenant, group);
            var removed = store.list(tx, tenant, seq).stream()
                    .filter(mapping -> wanted.contains(mapping.id()))
                    .toList();
            store.remove(tx, tenant, seq, removed);
            return removed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Done("remove mappings", "group", group.value(), ObjectJson.of(removed), ""));
        });
    }
}
