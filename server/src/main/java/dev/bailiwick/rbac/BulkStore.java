package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
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
            ON CONFLICT DO NOTHING
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
            ON CONFLICT DO NOTHING
            """;

    private static final String ROLE_PERMISSION = """
            INSERT INTO role_permission (tenant_id, role_seq, position, permission_id)
            VALUES (:tenant, :seq, :position, :value)
            """;

    private static final String PERMISSION = """
            INSERT INTO permission (tenant_id, seq, id, client_id, client_type, name, name_key, twin, description)
            VALUES (:tenant, :seq, :id, :client, :clientType, :name, :nameKey, :twin, :description)
            """;

    private static final String MEMBERSHIPS = """
            SELECT (SELECT COUNT(*) FROM group_member WHERE tenant_id = :tenant)
                + (SELECT COUNT(*) FROM role_user WHERE tenant_id = :tenant) AS total
            """;

    private final Tx tx;
    private final String tenant;

    BulkStore(Tx tx, TenantId tenant) {
        this.tx = tx;
        this.tenant = tenant.value();
    }

    /** Adds the groups in their order, after all that were ever there. Members who come again are left out. */
    void insertGroups(List<LongGroup> groups) {
        var numbered = numbered("user_group", groups);
        var twins = new Twins<String>();
        tx.bulk(GROUP, numbered, (b, n) -> {
            var group = n.value.group();
            bindObject(b, n.seq, group.id().value(), group.name(), group.description())
                    .bind("twin", twins.of(NameKey.of(group.name()), group.id().value()))
                    .bind("hasMembers", n.value.members() != null)
                    .bind("hasNested", group.nested() != null)
                    .bind("hasRoles", group.roles() != null)
                    .bind("hasMappings", group.mappings() != null);
        });
        set(MEMBER, numbered, LongGroup::members, UserId::value);
        new GroupSizeStore().countAll(tx, new TenantId(tenant));
        set(NESTING, numbered, group -> group.group().nested(), GroupId::value);
        set(GROUP_ROLE, numbered, group -> group.group().roles(), RoleId::value);
        tx.bulk(
                MAPPING,
                entries(numbered, group -> group.group().mappings()),
                (b, entry) -> b.bind("tenant", tenant)
                        .bind("seq", entry.seq)
                        .bind("position", entry.position)
                        .bind("id", entry.value.id())
                        .bind("groupName", entry.value.groupName())
                        .bind("connectionName", entry.value.connectionName()));
    }

    /** Adds the roles in their order, after all that were ever there. Users who come again are left out. */
    void insertRoles(List<LongRole> roles) {
        var numbered = numbered("role", roles);
        var twins = new Twins<NameOfClient>();
        tx.bulk(ROLE, numbered, (b, n) -> {
            var role = n.value.role();
            bindObject(b, n.seq, role.id().value(), role.name(), role.description())
                    .bind("client", role.client().value())
                    .bind("clientType", role.clientType())
                    .bind(
                            "twin",
                            twins.of(
                                    NameOfClient.of(role.client(), role.name()),
                                    role.id().value()))
                    .bind("hasUsers", n.value.users() != null)
                    .bind("hasPermissions", role.permissions() != null);
        });
        set(ROLE_USER, numbered, LongRole::users, UserId::value);
        set(ROLE_PERMISSION, numbered, role -> role.role().permissions(), PermissionId::value);
    }

    /** How many users the tenant's groups and roles have, each counted as often as it is in one. */
    long memberships() {
        return tx.first(MEMBERSHIPS, q -> q.bind("tenant", tenant), (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    /** Adds the permissions in their order, after all that were ever there. */
    void insertPermissions(List<Permission> permissions) {
        var twins = new Twins<NameOfClient>();
        tx.bulk(
                PERMISSION,
                numbered("permission", permissions),
                (b, n) -> bindObject(b, n.seq, n.value.id().value(), n.value.name(), n.value.description())
                        .bind("client", n.value.client().value())
                        .bind("clientType", n.value.clientType())
                        .bind(
                                "twin",
                                twins.of(
                                        NameOfClient.of(n.value.client(), n.value.name()),
                                        n.value.id().value())));
    }

    /** What the name of a role or of a permission is unique as. */
    private record NameOfClient(ClientId client, String key) implements Comparable<NameOfClient> {

        private static final Comparator<NameOfClient> ORDER =
                Comparator.comparing(NameOfClient::client).thenComparing(NameOfClient::key);

        static NameOfClient of(ClientId client, String name) {
            return new NameOfClient(client, NameKey.of(name));
        }

        @Override
        public int compareTo(NameOfClient other) {
            return ORDER.compare(this, other);
        }
    }

    private record Numbered<T>(long seq, T value) {}

    private record Entry<T>(long seq, long position, T value) {}

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
            String sql, List<Numbered<O>> owners, Function<O, @Nullable Iterable<T>> values, Function<T, String> text) {
        tx.bulk(
                sql,
                entries(owners, values),
                (b, entry) -> b.bind("tenant", tenant)
                        .bind("seq", entry.seq)
                        .bind("position", entry.position)
                        .bind("value", text.apply(entry.value)));
    }

    private static <O, T> Iterable<Entry<T>> entries(
            List<Numbered<O>> owners, Function<O, @Nullable Iterable<T>> values) {
        return () -> new Entries<>(owners.iterator(), values);
    }

    /** The values of one owner after another, none of them earlier than it is asked for. A stream would hold all of one owner. */
    private static final class Entries<O, T> implements Iterator<Entry<T>> {

        private final Iterator<Numbered<O>> owners;
        private final Function<O, @Nullable Iterable<T>> lists;
        private Iterator<T> values = Collections.emptyIterator();
        private long seq;
        private long position;

        Entries(Iterator<Numbered<O>> owners, Function<O, @Nullable Iterable<T>> lists) {
            this.owners = owners;
            this.lists = lists;
        }

        @Override
        public boolean hasNext() {
            while (!values.hasNext() && owners.hasNext()) {
                var owner = owners.next();
                var list = lists.apply(owner.value);
                values = list == null ? Collections.emptyIterator() : list.iterator();
                seq = owner.seq;
                position = 0;
            }
            return values.hasNext();
        }

        @Override
        public Entry<T> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return new Entry<>(seq, position++, values.next());
        }
    }
}
