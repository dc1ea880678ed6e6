package dev.bailiwick.rbac;

import java.util.List;

/**
 * Some of a group's members.
 *
 * @param total how many there are
 */
public record MemberPage<T>(long total, List<T> members) {

    public MemberPage {
        members = List.copyOf(members);
    }
}
