package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads which users are in what: those of some groups and roles, or all, one after another in the order of their ids. */
final class MembershipStore {

    /** So many users at most to one statement. */
    static final int MOST = 1_000;

    private static final Map<UserSet, String> OF_SOME = UserSet.each("""
            SELECT user_id FROM TABLE WHERE tenant_id = :tenant AND SEQ IN (<seqs>) LIMIT :most
            """);

    private static final String AFTER = """
            SELECT user_id FROM (
                SELECT DISTINCT user_id FROM group_member WHERE tenant_id = :tenant AND user_id > :last
                ORDER BY user_id LIMIT :most) AS members
            UNION
            SELECT user_id FROM (
                SELECT DISTINCT user_id FROM role_user WHERE tenant_id = :tenant AND user_id > :last
                ORDER BY user_id LIMIT :most) AS assigned
            ORDER BY user_id LIMIT :most
            """;

    private final EvidenceStore evidence = new EvidenceStore();

    /** What each of the users is in. */
    Map<UserId, Memberships> of(Tx tx, TenantId tenant, List<UserId> users) {
        var found = new HashMap<UserId, Memberships>();
        for (var some : SelectionStore.chunks(users, MOST)) {
            var asks = some.stream()
                    .map(user -> new EvidenceStore.Ask(tenant, user, EvidenceStore.NOTHING_CACHED))
                    .toList();
            var seen = evidence.sight(tx, asks);
            for (int i = 0; i < some.size(); i++) {
                found.put(some.get(i), Objects.requireNonNull(seen.get(i).memberships()));
            }
        }
        return found;
    }

    /** The users of these groups or roles, each once; empty when there are more rows of them than {@code most}. */
    Optional<Set<UserId>> usersOf(Tx tx, TenantId tenant, UserSet set, Collection<Long> seqs, int most) {
        var users = new HashSet<UserId>();
        int left = most;
        for (var some : SelectionStore.chunks(seqs)) {
            int asked = left + 1;
            var rows = tx.list(
                    Objects.requireNonNull(OF_SOME.get(set)),
                    q -> q.bind("tenant", tenant.value()).bindList("seqs", some).bind("most", asked),
                    (row, _) -> new UserId(row.getString("user_id")));
            left -= rows.size();
            if (left < 0) {
                return Optional.empty();
            }
            users.addAll(rows);
        }
        return Optional.of(users);
    }

    /** The next users who are in anything, at most {@value #MOST}, in the order of their ids. */
    List<UserId> after(Tx tx, TenantId tenant, UserId last) {
        return tx.list(
                AFTER,
                q -> q.bind("tenant", tenant.value()).bind("last", last.value()).bind("most", MOST),
                (row, _) -> new UserId(row.getString("user_id")));
    }
}
