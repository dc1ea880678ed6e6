package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who is in a group, some at a time. Methods refuse with {@link Problem.NotFound} when there is no such group. */
public final class MemberLists {

    private static final int LONGEST_KEPT = 100_000;
    private static final long BYTES = 32L << 20;

    /** Roughly, with the member's id. */
    private static final int BYTES_OF_ONE = 160;

    private record Key(TenantId tenant, GroupId group) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::tenant).thenComparing(Key::group);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Database database;
    private final GroupStore groups = new GroupStore();
    private final MemberStore members = new MemberStore();
    private final UntilChanged<Key, Optional<List<NestedMember>>> nested = new UntilChanged<>(
            BYTES, few -> BYTES_OF_ONE * (1 + few.map(List::size).orElse(0)));

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
            long seq = groups.numberOf(tx, tenant, group);
            return nested.get(tx, tenant, new Key(tenant, group), () -> few(tx, tenant, seq))
                    .map(all -> page(all, start, limit))
                    .orElseGet(() -> page(tx, tenant, seq, start, limit));
        });
    }

    /** All of several groups, where they are so few that they can be kept. One group's are read as quickly. */
    private Optional<List<NestedMember>> few(Tx tx, TenantId tenant, long group) {
        var inside = members.inside(tx, tenant, group);
        if (inside.size() == 1) {
            return Optional.empty();
        }
        var first = members.first(tx, tenant, inside.keySet(), LONGEST_KEPT + 1);
        return first.size() > LONGEST_KEPT ? Optional.empty() : Optional.of(named(first, inside));
    }

    private MemberPage<NestedMember> page(Tx tx, TenantId tenant, long group, long start, int limit) {
        var inside = members.inside(tx, tenant, group);
        var page = members.page(tx, tenant, group, inside.keySet(), start, limit);
        return new MemberPage<>(page.total(), named(page.members(), inside));
    }

    private static MemberPage<NestedMember> page(List<NestedMember> all, long start, int limit) {
        int from = (int) Math.min(all.size(), start);
        return new MemberPage<>(all.size(), all.subList(from, Math.min(all.size(), from + limit)));
    }

    private static List<NestedMember> named(List<MemberStore.Placed> members, Map<Long, GroupSummary> groups) {
        return members.stream()
                .map(member -> new NestedMember(member.user(), Objects.requireNonNull(groups.get(member.groupSeq()))))
                .toList();
    }
}
