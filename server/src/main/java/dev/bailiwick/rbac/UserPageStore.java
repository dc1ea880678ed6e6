package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** Users of groups or roles as rows, a page at a time, in the order of the groups' or roles' numbers. */
enum UserPageStore {
    MEMBERS("group_member", "group_seq"),
    ROLE_USERS("role_user", "role_seq");

    private static final int FIRST = 1_000;

    private final String sql;
    private final String count;

    UserPageStore(String table, String seq) {
        count = """
                SELECT COUNT(*) AS total FROM TABLE WHERE tenant_id = :tenant AND SEQ = :seq
                """.replace("TABLE", table).replace("SEQ", seq);
        sql = """
                SELECT SEQ AS seq, position, user_id FROM TABLE
                WHERE tenant_id = :tenant AND (SEQ, position, user_id) > (:seq, :position, :user) AND SEQ <= :until
                ORDER BY SEQ, position, user_id LIMIT :rows
                """.replace("TABLE", table).replace("SEQ", seq);
    }

    /**
     * One user of a group or role.
     *
     * @param seq the number of the group or role
     */
    record Row(long seq, long position, String user) {

        /** Stands before all users of the group or role. */
        static Row before(long seq) {
            return new Row(seq, -1, "");
        }
    }

    /**
     * The beginning of a list of users.
     *
     * @param users the first {@value UserPageStore#FIRST} at most
     * @param total how many there are
     */
    record First(List<UserId> users, long total) {}

    /** The first users of a group or role, in the order in which they came. */
    First first(Tx tx, TenantId tenant, long seq) {
        var users = after(tx, tenant, Row.before(seq), seq, FIRST).stream()
                .map(row -> new UserId(row.user))
                .toList();
        return new First(users, users.size() < FIRST ? users.size() : count(tx, tenant, seq));
    }

    private long count(Tx tx, TenantId tenant, long seq) {
        return tx.first(count, q -> q.bind("tenant", tenant.value()).bind("seq", seq), (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    /**
     * So many rows at most, those that follow one.
     *
     * @param until the number of the last group or role of which they are
     */
    List<Row> after(Tx tx, TenantId tenant, Row last, long until, int rows) {
        return tx.list(
                sql,
                q -> q.bind("tenant", tenant.value())
                        .bind("seq", last.seq)
                        .bind("position", last.position)
                        .bind("user", last.user)
                        .bind("until", until)
                        .bind("rows", rows),
                (row, _) -> new Row(row.getLong("seq"), row.getLong("position"), row.getString("user_id")));
    }
}
