package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.mapper.RowMapper;

/** One user's groups and roles as rows, many to a statement. */
final class UserSetStore {

    private static final int MOST = 1_000;

    private static final Map<UserSet, String> BY_ID = UserSet.each("""
            SELECT seq, id, name FROM OWNER WHERE tenant_id = :tenant AND id IN (<texts>) ORDER BY seq
            """);

    private static final Map<UserSet, String> BY_NAME = UserSet.each("""
            SELECT seq, id, name FROM OWNER WHERE tenant_id = :tenant AND name_key IN (<texts>) ORDER BY seq
            """);

    private static final Map<UserSet, String> ADD = UserSet.each("""
            INSERT INTO TABLE (tenant_id, SEQ, user_id, position)
            SELECT o.tenant_id, o.seq, :user, COALESCE((
                SELECT m.position + 1 FROM TABLE m WHERE m.tenant_id = o.tenant_id AND m.SEQ = o.seq
                ORDER BY m.position DESC LIMIT 1), 0)
            FROM OWNER o WHERE o.tenant_id = :tenant AND o.seq IN (<seqs>) ORDER BY o.seq
            ON CONFLICT DO NOTHING
            RETURNING SEQ AS seq
            """);

    private static final Map<UserSet, String> MARK = UserSet.each("""
            UPDATE OWNER SET MARK = :yes WHERE tenant_id = :tenant AND seq IN (<seqs>) AND NOT MARK
            """);

    private static final Map<UserSet, String> REMOVE = UserSet.each("""
            DELETE FROM TABLE WHERE tenant_id = :tenant AND user_id = :user AND SEQ IN (<seqs>) RETURNING SEQ AS seq
            """);

    private final GroupSizeStore sizes = new GroupSizeStore();

    /** A group or a role. */
    record Owner(long seq, String id, String name) {}

    private static final RowMapper<Owner> OWNER =
            (row, _) -> new Owner(row.getLong("seq"), row.getString("id"), row.getString("name"));
    private static final RowMapper<Long> SEQ = (row, _) -> row.getLong("seq");

    /** Those of the groups or roles that are there, in the order of their creation. */
    List<Owner> find(Tx tx, TenantId tenant, UserSet set, Naming which) {
        var found = new ArrayList<Owner>();
        switch (which) {
            case Naming.ByIds(var ids) ->
                SelectionStore.chunks(distinct(ids), MOST)
                        .forEach(some -> found.addAll(find(tx, tenant, BY_ID, set, some)));
            case Naming.ByNames(var names) -> {
                var exact = new HashSet<>(names);
                var keys = distinct(names.stream().map(NameKey::of).toList());
                SelectionStore.chunks(keys, MOST)
                        .forEach(some -> find(tx, tenant, BY_NAME, set, some).stream()
                                .filter(owner -> exact.contains(owner.name))
                                .forEach(found::add));
            }
        }
        return found;
    }

    /** Puts the user into those that do not have it yet, and tells which these were. */
    List<Owner> add(Tx tx, TenantId tenant, UserSet set, UserId user, List<Owner> owners) {
        var added = touched(tx, tenant, sql(ADD, set), user, owners);
        for (var some : SelectionStore.chunks(seqs(added), MOST)) {
            tx.write(
                    sql(MARK, set),
                    u -> u.bind("tenant", tenant.value()).bind("yes", true).bindList("seqs", some));
        }
        count(tx, tenant, set, user, added, 1);
        return added;
    }

    /** Takes the user out of those that have it, and tells which these were. */
    List<Owner> remove(Tx tx, TenantId tenant, UserSet set, UserId user, List<Owner> owners) {
        var removed = touched(tx, tenant, sql(REMOVE, set), user, owners);
        count(tx, tenant, set, user, removed, -1);
        return removed;
    }

    private void count(Tx tx, TenantId tenant, UserSet set, UserId user, List<Owner> owners, int more) {
        if (set == UserSet.GROUPS) {
            sizes.grow(tx, tenant, seqs(owners), user, more);
        }
    }

    private static List<Owner> touched(Tx tx, TenantId tenant, String sql, UserId user, List<Owner> owners) {
        var touched = new HashSet<Long>();
        for (var some : SelectionStore.chunks(seqs(owners), MOST)) {
            touched.addAll(tx.list(
                    sql,
                    q -> q.bind("tenant", tenant.value())
                            .bind("user", user.value())
                            .bindList("seqs", some),
                    SEQ));
        }
        return owners.stream().filter(owner -> touched.contains(owner.seq)).toList();
    }

    private static List<Owner> find(
            Tx tx, TenantId tenant, Map<UserSet, String> statement, UserSet set, List<String> some) {
        return tx.list(
                sql(statement, set), q -> q.bind("tenant", tenant.value()).bindList("texts", some), OWNER);
    }

    private static String sql(Map<UserSet, String> statement, UserSet set) {
        return Objects.requireNonNull(statement.get(set));
    }

    private static List<Long> seqs(List<Owner> owners) {
        return owners.stream().map(Owner::seq).sorted().toList();
    }

    private static List<String> distinct(Collection<String> texts) {
        return texts.stream().distinct().sorted().toList();
    }
}
