package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** Users of groups or roles as rows, a page at a time, in the order of the groups' or roles' numbers. */
enum UserPageStore {
    MEMBERS("group_member", "group_seq"),
    ROLE_USERS("role_user", "role_seq");

    private final String sql;

    UserPageStore(String table, String seq) {
        sql = """
                SELECT SEQ AS seq, position, user_id FROM TABLE
                WHERE tenant_id = :tenant AND (SEQ, position, user_id) > (:seq, :position, :user)
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

    /** So many rows at most, those that follow one. */
    List<Row> after(Tx tx, TenantId tenant, Row last, int rows) {
        return tx.list(
                sql,
                q -> q.bind("tenant", tenant.value())
                        .bind("seq", last.seq)
                        .bind("position", last.position)
                        .bind("user", last.user)
                        .bind("rows", rows),
                (row, _) -> new Row(row.getLong("seq"), row.getLong("position"), row.getString("user_id")));
    }
}
