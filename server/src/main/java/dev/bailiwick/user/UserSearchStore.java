package dev.bailiwick.user;

import dev.bailiwick.store.LongTotals;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.FoundUsers.Place;
import dev.bailiwick.user.UserSearch.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;

/** Finds users by the tree of their attributes. */
final class UserSearchStore {

    /** So many are sorted here: for these the engines would read a whole order in which few are of use. */
    private static final int FEW = 200;

    private static final String COUNT = "SELECT COUNT(*) AS total FROM (<found>) AS found";

    private static final String COUNT_UP_TO =
            "SELECT COUNT(*) AS total FROM (SELECT seq FROM (<found>) AS found LIMIT <most>) AS few";

    private static final String COUNT_FEW = countUpTo(FEW);
    private static final String COUNT_REACH = countUpTo(LongTotals.REACH);

    private static final String BY_CREATION = """
            SELECT seq, '' AS value FROM (<found>) AS found ORDER BY seq LIMIT :limit OFFSET :start
            """;

    private static final String OF_RANGE = """
            SELECT seq, value FROM (<found>) AS found ORDER BY value <way>, seq <way> LIMIT :limit OFFSET :start
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
            SELECT <place> FROM (<page>) AS page CROSS JOIN user_profile p
            WHERE p.tenant_id = :tenant AND p.seq = page.seq ORDER BY page.value <way>, page.seq <way>
            """.replace("<place>", UserStore.OF_PLACE);

    private final UserCountStore counts = new UserCountStore();
    private final UserStore profiles = new UserStore();

    /** As far as one more than so many. */
    private static String countUpTo(int most) {
        return COUNT_UP_TO.replace("<most>", String.valueOf(most + 1));
    }

    /**
     * A part of what is found.
     *
     * @param total how much is found; empty where it was not counted
     */
    record Page(OptionalLong total, List<Place> places) {}

    /** A page of an indexed search; empty where more are found than pages reach, and they would have to be sorted. */
    Optional<Page> glance(Tx tx, TenantId tenant, UserSearch search) {
        var asked = Asked.of(tenant, search);
        if (asked.isAll || (search.isInOrder() && !search.isCounted())) {
            return Optional.of(page(tx, asked));
        }
        long counted = count(tx, asked, COUNT_REACH);
        boolean isFew = counted <= LongTotals.REACH;
        return isFew || search.isInOrder()
                ? Optional.of(new Page(isFew ? OptionalLong.of(counted) : OptionalLong.empty(), listed(tx, asked)))
                : Optional.empty();
    }

    /** How many are found. */
    long count(Tx tx, TenantId tenant, UserSearch search) {
        return count(tx, Asked.of(tenant, search), COUNT);
    }

    Page page(Tx tx, TenantId tenant, UserSearch search) {
        return page(tx, Asked.of(tenant, search));
    }

    private Page page(Tx tx, Asked asked) {
        var places = listed(tx, asked);
        return new Page(
                asked.search.isCounted() ? OptionalLong.of(total(tx, asked, places.size())) : OptionalLong.empty(),
                places);
    }

    /**
     * A search as a statement.
     *
     * @param found whom it finds
     * @param texts what is to be bound, and its names in the statement
     */
    private record Asked(TenantId tenant, UserSearch search, boolean isAll, String found, Map<String, String> texts) {

        static Asked of(TenantId tenant, UserSearch search) {
            var sets = new UserSets();
            var found = sets.of(search.query());
            return new Asked(tenant, search, search.query().equals(UserQuery.everybody()), found, sets.texts());
        }

        String whole(String statement) {
            return statement.replace("<among>", isAll ? "" : AMONG).replace("<found>", found);
        }
    }

    private long total(Tx tx, Asked asked, int listed) {
        if (asked.isAll) {
            return counts.total(tx, asked.tenant);
        }
        var search = asked.search;
        boolean isEnd = listed < search.limit() && (listed > 0 || search.start() == 0);
        return isEnd ? search.start() + listed : count(tx, asked, COUNT);
    }

    private List<Place> listed(Tx tx, Asked asked) {
        var search = asked.search;
        return search.rangeOrder()
                .map(order -> places(tx, asked, OF_RANGE, way(order), search.start(), search.limit()))
                .or(() -> search.order().map(order -> sorted(tx, asked, order)))
                .orElseGet(() -> places(tx, asked, BY_CREATION, "ASC", search.start(), search.limit()));
    }

    private static String way(Order order) {
        return order.isDescending() ? "DESC" : "ASC";
    }

    private List<Place> sorted(Tx tx, Asked asked, Order order) {
        var search = asked.search;
        if (!asked.isAll && count(tx, asked, COUNT_FEW) <= FEW) {
            return sorted(tx, asked.tenant, order, places(tx, asked, BY_CREATION, "ASC", 0, FEW)).stream()
                    .skip(search.start())
                    .limit(search.limit())
                    .toList();
        }
        var places = new ArrayList<>(places(tx, asked, BY_FIELD, way(order), search.start(), search.limit()));
        int left = search.limit() - places.size();
        if (left > 0) {
            long before =
                    places.isEmpty() && search.start() > 0 ? search.start() - count(tx, asked, COUNT_BY_FIELD) : 0;
            places.addAll(places(tx, asked, BEHIND, "ASC", before, left));
        }
        return places;
    }

    /** Their profiles are read a part at a time, as those of {@link FoundUsers}. */
    private List<Place> sorted(Tx tx, TenantId tenant, Order order, List<Place> places) {
        var values = new HashMap<Place, String>();
        for (var part : FoundUsers.parts(places)) {
            var read = FoundUsers.read(tx, tenant, profiles, part);
            for (var place : part) {
                Optional.ofNullable(read.get(place.user()))
                        .flatMap(stored -> UserAttributes.find(stored.user(), order.field()))
                        .ifPresent(value -> values.put(place, value));
            }
        }
        return order.of(places, values);
    }

    private static List<Place> places(Tx tx, Asked asked, String page, String way, long start, int limit) {
        return tx.list(
                asked.whole(PAGE.replace("<page>", page)).replace("<way>", way),
                q -> bind(q, asked, page).bind("start", start).bind("limit", limit),
                UserStore.PLACE);
    }

    private static long count(Tx tx, Asked asked, String statement) {
        return tx.first(asked.whole(statement), q -> bind(q, asked, statement), (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    private static Query bind(Query query, Asked asked, String statement) {
        query.bind("tenant", asked.tenant.value());
        if (statement.contains(":sort")) {
            asked.search
                    .order()
                    .ifPresent(order -> query.bind("sort", order.field().path()));
        }
        asked.texts.forEach((text, name) -> query.bind(name, text));
        return query;
    }
}
