package dev.bailiwick.rbac;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sets that hang on a group, each in a table of its own, with a mark on the group that tells whether it was ever used. */
enum GroupSet {
    MEMBERS("group_member", "user_id", "has_members"),
    NESTED("group_nesting", "nested_id", "has_nested"),
    ROLES("group_role", "role_id", "has_roles");

    private final String table;
    private final String column;
    private final String mark;

    GroupSet(String table, String column, String mark) {
        this.table = table;
        this.column = column;
        this.mark = mark;
    }

    /** The statement for each set, with its names in the place of {@code TABLE}, {@code COLUMN} and {@code MARK}. */
    static Map<GroupSet, String> each(String sql) {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        Function.identity(), set -> set.in(sql), (a, _) -> a, () -> new EnumMap<>(GroupSet.class)));
    }

    private String in(String sql) {
        return sql.replace("TABLE", table).replace("COLUMN", column).replace("MARK", mark);
    }
}
