package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Objects;

/** Who is in a group, some at a time. Methods refuse with {@link Problem.NotFound} when there is no such group. */
public final class MemberLists {

    private final Database database;
    private final GroupStore groups = new GroupStore();
    private final MemberStore members = new MemberStore();

    MemberLists(Database database) {
        this.database = database;
    }

    /** Those who are directly in a group, in the order in which they came. */
    public MemberPage<UserId> direct(TenantId tenant, GroupId group, long start, int limit) {
        return database.snapshot(tx -> members.page(tx, tenant, groups.numberOf(tx, tenant, group), start, limit));
    }

    /** Those in a group and in all that are nested in it, each once: by group in the order of creation, then as they came. */
    public MemberPage<NestedMember> nested(TenantId tenant, GroupId group, long start, int limit) {
        return database.snapshot(tx -> {
            var inside = members.inside(tx, tenant, groups.numberOf(tx, tenant, group));
            var page = members.page(tx, tenant, List.copyOf(inside.keySet()), start, limit);
            return new MemberPage<>(
                    page.total(),
                    page.members().stream()
                            .map(member -> new NestedMember(
                                    member.user(), Objects.requireNonNull(inside.get(member.groupSeq()))))
                            .toList());
        });
    }
}
