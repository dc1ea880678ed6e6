package dev.bailiwick.rbac;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What single users are put into: rows that belong to a group or a role, which has a mark that tells whether it was ever used. */
enum UserSet {
    GROUPS("user_group", "group_member", "group_seq", "has_members"),
    ROLES("role", "role_user", "role_seq", "has_users");

    private final String owner;
    private final String table;
    private final String seq;
    private final String mark;

    UserSet(String owner, String table, String seq, String mark) {
        this.owner = owner;
        this.table = table;
        this.seq = seq;
        this.mark = mark;
    }

    /** The statement for each, with its names in the place of {@code OWNER}, {@code TABLE}, {@code SEQ} and {@code MARK}. */
    static Map<UserSet, String> each(String sql) {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        Function.identity(), set -> set.in(sql), (a, _) -> a, () -> new EnumMap<>(UserSet.class)));
    }

    private String in(String sql) {
        return sql.replace("OWNER", owner)
                .replace("TABLE", table)
                .replace("SEQ", seq)
                .replace("MARK", mark);
    }
}
