package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.UserSearch.Order;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Finds users by the tree of their attributes. */
final class UserSearchStore {

    /** So many are sorted here: for these the engines would read a whole order in which few are of use. */
    private static final int FEW = 200;

    private static final String COUNT = "SELECT COUNT(*) AS total FROM (<found>) AS found";

    private static final String COUNT_SOME =
            "SELECT COUNT(*) AS total FROM (SELECT seq FROM (<found>) AS found LIMIT " + (FEW + 1) + ") AS few";

    private static final String BY_CREATION = """
            SELECT seq, '' AS value FROM (<found>) AS found ORDER BY seq LIMIT :limit OFFSET :start
            """;

    private static final String BY_FIELD = """
            SELECT user_seq AS seq, value FROM user_attribute
            WHERE tenant_id = :tenant AND path = :sort <among>
            ORDER BY value <way>, user_seq <way> LIMIT :limit OFFSET :start
            """;

    private static final String COUNT_BY_FIELD = """
            SELECT COUNT(*) AS total FROM user_attribute WHERE tenant_id = :tenant AND path = :sort <among>
            """;

    private static final String AMONG = "AND user_seq IN (SELECT seq FROM (<found>) AS found)";

    /** Those who have nothing to be sorted by. MATERIALIZED: SQLite would read the others anew for each. */
    private static final String BEHIND = """
            WITH sorted AS MATERIALIZED (SELECT user_seq FROM user_attribute WHERE tenant_id = :tenant AND path = :sort)
            SELECT found.seq, '' AS value FROM (<found>) AS found
            LEFT JOIN sorted ON sorted.user_seq = found.seq
            WHERE sorted.user_seq IS NULL ORDER BY found.seq LIMIT :limit OFFSET :start
            """;

    /** CROSS JOIN: SQLite keeps that order, from the page to its rows. */
    private static final String PAGE = """
            SELECT p.user_id, p.profile FROM (<page>) AS page CROSS JOIN user_profile p
            WHERE p.tenant_id = :tenant AND p.seq = page.seq ORDER BY page.value <way>, page.seq <way>
            """;

    private final UserCountStore counts = new UserCountStore();

    UserPage page(Tx tx, TenantId tenant, UserSearch search) {
        return new Asked(tx, tenant, search).page();
    }

    /** A search on its way. */
    private final class Asked {

        private final Tx tx;
        private final TenantId tenant;
        private final UserSearch search;
        private final boolean isAll;
        private final UserSets sets = new UserSets();
        private final String found;

        Asked(Tx tx, TenantId tenant, UserSearch search) {
            this.tx = tx;
            this.tenant = tenant;
            this.search = search;
            this.isAll = search.query().equals(UserQuery.everybody());
            this.found = sets.of(search.query());
        }

        UserPage page() {
            var users = search.order()
                    .map(this::sorted)
                    .orElseGet(() -> users(BY_CREATION, "ASC", search.start(), search.limit()));
            return new UserPage(search.isCounted() ? total(users.size()) : 0, users);
        }

        private long total(int listed) {
            if (isAll) {
                return counts.total(tx, tenant);
            }
            boolean isEnd = listed < search.limit() && (listed > 0 || search.start() == 0);
            return isEnd ? search.start() + listed : count(COUNT);
        }

        private List<User> sorted(Order order) {
            if (!isAll && count(COUNT_SOME) <= FEW) {
                return order.of(users(BY_CREATION, "ASC", 0, FEW)).stream()
                        .skip(search.start())
                        .limit(search.limit())
                        .toList();
            }
            var users = new ArrayList<>(
                    users(BY_FIELD, order.isDescending() ? "DESC" : "ASC", search.start(), search.limit()));
            int left = search.limit() - users.size();
            if (left > 0) {
                long before = users.isEmpty() && search.start() > 0 ? search.start() - count(COUNT_BY_FIELD) : 0;
                users.addAll(users(BEHIND, "ASC", before, left));
            }
            return users;
        }

        private List<User> users(String page, String way, long start, int limit) {
            return tx.list(
                    whole(PAGE.replace("<page>", page)).replace("<way>", way),
                    q -> bind(q, !page.equals(BY_CREATION)).bind("start", start).bind("limit", limit),
                    UserStore.USER);
        }

        private long count(String statement) {
            return tx.first(
                            whole(statement),
                            q -> bind(q, statement.equals(COUNT_BY_FIELD)),
                            (row, _) -> row.getLong("total"))
                    .orElseThrow();
        }

        private String whole(String statement) {
            return statement.replace("<among>", isAll ? "" : AMONG).replace("<found>", found);
        }

        private Query bind(Query query, boolean isSorted) {
            query.bind("tenant", tenant.value());
            if (isSorted) {
                search.order()
                        .ifPresent(order -> query.bind("sort", order.field().path()));
            }
            sets.texts().forEach((text, name) -> query.bind(name, text));
            return query;
        }
    }
}
