package dev.bailiwick.rbac;

/** The sets that hang on a group, each in a table of its own, with a mark on the group that tells whether it was ever used. */
enum GroupSet {
    MEMBERS("group_member", "user_id", "has_members"),
    ROLES("group_role", "role_id", "has_roles");

    private final String table;
    private final String column;
    private final String mark;

    GroupSet(String table, String column, String mark) {
        this.table = table;
        this.column = column;
        this.mark = mark;
    }

    /** The statement with this set's names in the place of {@code TABLE}, {@code COLUMN} and {@code MARK}. */
    String in(String sql) {
        return sql.replace("TABLE", table).replace("COLUMN", column).replace("MARK", mark);
    }
}
