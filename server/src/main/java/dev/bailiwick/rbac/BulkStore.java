package dev.bailiwick.rbac;

import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Inserts whole worlds, many rows to a statement. */
final class BulkStore {

    private static final String GROUP = """
            INSERT INTO user_group (tenant_id, seq, id, name, name_key, twin, description,
                has_members, has_nested, has_roles, has_mappings)
            VALUES (:tenant, :seq, :id, :name, :nameKey, :twin, :description,
                :hasMembers, :hasNested, :hasRoles, :hasMappings)
            """;

    private static final String MEMBER = """
            INSERT INTO group_member (tenant_id, group_seq, user_id, position) VALUES (:tenant, :seq, :value, :position)
            """;

    private static final String NESTING = """
            INSERT INTO group_nesting (tenant_id, group_seq, nested_id, position)
            VALUES (:tenant, :seq, :value, :position)
            """;

    private static final String GROUP_ROLE = """
            INSERT INTO group_role (tenant_id, group_seq, role_id, position) VALUES (:tenant, :seq, :value, :position)
            """;

    private static final String MAPPING = """
            INSERT INTO group_mapping (tenant_id, group_seq, position, id, group_name, connection_name)
            VALUES (:tenant, :seq, :position, :id, :groupName, :connectionName)
            """;

    private static final String ROLE = """
            INSERT INTO role (tenant_id, seq, id, client_id, client_type, name, name_key, twin, description,
                has_users, has_permissions)
            VALUES (:tenant, :seq, :id, :client, :clientType, :name, :nameKey, :twin, :description,
                :hasUsers, :hasPermissions)
            """;

    private static final String ROLE_USER = """
            INSERT INTO role_user (tenant_id, role_seq, user_id, position) VALUES (:tenant, :seq, :value, :position)
            """;

    private static final String ROLE_PERMISSION = """
            INSERT INTO role_permission (tenant_id, role_seq, position, permission_id)
            VALUES (:tenant, :seq, :position, :value)
            """;

    private static final String PERMISSION = """
            INSERT INTO permission (tenant_id, seq, id, client_id, client_type, name, name_key, twin, description)
            VALUES (:tenant, :seq, :id, :client, :clientType, :name, :nameKey, :twin, :description)
            """;

    private final Tx tx;
    private final String tenant;

    BulkStore(Tx tx, TenantId tenant) {
        this.tx = tx;
        this.tenant = tenant.value();
    }

    /** Adds the groups in their order, after all that were ever there. */
    void insertGroups(List<Group> groups) {
        var numbered = numbered("user_group", groups);
        var twins = new Twins();
        tx.bulk(
                GROUP,
                numbered,
                (b, n) -> bindObject(b, n.seq, n.value.id().value(), n.value.name(), n.value.description())
                        .bind(
                                "twin",
                                twins.of(
                                        NameKey.of(n.value.name()), n.value.id().value()))
                        .bind("hasMembers", n.value.members() != null)
                        .bind("hasNested", n.value.nested() != null)
                        .bind("hasRoles", n.value.roles() != null)
                        .bind("hasMappings", n.value.mappings() != null));
        set(MEMBER, numbered, Group::members, UserId::value);
        new GroupSizeStore().countAll(tx, new TenantId(tenant));
        set(NESTING, numbered, Group::nested, GroupId::value);
        set(GROUP_ROLE, numbered, Group::roles, RoleId::value);
        tx.bulk(
                MAPPING,
                entries(numbered, Group::mappings),
                (b, entry) -> b.bind("tenant", tenant)
                        .bind("seq", entry.seq)
                        .bind("position", entry.position)
                        .bind("id", entry.value.id())
                        .bind("groupName", entry.value.groupName())
                        .bind("connectionName", entry.value.connectionName()));
    }

    /** Adds the roles in their order, after all that were ever there. */
    void insertRoles(List<Role> roles) {
        var numbered = numbered("role", roles);
        var twins = new Twins();
        tx.bulk(
                ROLE,
                numbered,
                (b, n) -> bindObject(b, n.seq, n.value.id().value(), n.value.name(), n.value.description())
                        .bind("client", n.value.client().value())
                        .bind("clientType", n.value.clientType())
                        .bind(
                                "twin",
                                twins.of(
                                        List.of(n.value.client(), NameKey.of(n.value.name())),
                                        n.value.id().value()))
                        .bind("hasUsers", n.value.users() != null)
                        .bind("hasPermissions", n.value.permissions() != null));
        set(ROLE_USER, numbered, Role::users, UserId::value);
        set(ROLE_PERMISSION, numbered, Role::permissions, PermissionId::value);
    }

    /** Adds the permissions in their order, after all that were ever there. */
    void insertPermissions(List<Permission> permissions) {
        var twins = new Twins();
        tx.bulk(
                PERMISSION,
                numbered("permission", permissions),
                (b, n) -> bindObject(b, n.seq, n.value.id().value(), n.value.name(), n.value.description())
                        .bind("client", n.value.client().value())
                        .bind("clientType", n.value.clientType())
                        .bind(
                                "twin",
                                twins.of(
                                        List.of(n.value.client(), NameKey.of(n.value.name())),
                                        n.value.id().value())));
    }

    private record Numbered<T>(long seq, T value) {}

    private record Entry<T>(long seq, int position, T value) {}

    private <T> List<Numbered<T>> numbered(String kind, List<T> values) {
        long seq = Sequences.reserve(tx, tenant, kind, values.size());
        var numbered = new ArrayList<Numbered<T>>(values.size());
        for (var value : values) {
            numbered.add(new Numbered<>(seq++, value));
        }
        return numbered;
    }

    private PreparedBatch bindObject(PreparedBatch batch, long seq, String id, String name, String description) {
        return batch.bind("tenant", tenant)
                .bind("seq", seq)
                .bind("id", id)
                .bind("name", name)
                .bind("nameKey", NameKey.of(name))
                .bind("description", description);
    }

    private <O, T> void set(
            String sql, List<Numbered<O>> owners, Function<O, @Nullable List<T>> values, Function<T, String> text) {
        tx.bulk(
                sql,
                entries(owners, values),
                (b, entry) -> b.bind("tenant", tenant)
                        .bind("seq", entry.seq)
                        .bind("position", entry.position)
                        .bind("value", text.apply(entry.value)));
    }

    private static <O, T> Iterable<Entry<T>> entries(List<Numbered<O>> owners, Function<O, @Nullable List<T>> values) {
        return () -> owners.stream()
                .flatMap(owner -> {
                    var list = values.apply(owner.value);
                    return list == null
                            ? null
                            : IntStream.range(0, list.size()).mapToObj(i -> new Entry<>(owner.seq, i, list.get(i)));
                })
                .iterator();
    }
}
