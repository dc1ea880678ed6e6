package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.FoundUsers.Place;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds those who come behind a number in the order of their creation, where the page before ended. Of those who have one of several values
 * the first of each are read, by the index that has them in this order, and merged: however many there are, a page reads no more of
 * a value than itself.
 */
final class UsersBehindStore {

    /** So many values are merged by one statement, which can have only so many parts. */
    private static final int MERGED = 100;

    /** So many values are looked up by one statement, to which only so many can be bound. */
    private static final int BOUND = 10_000;

    private static final String BETWEEN =
            "SELECT seq FROM (<found>) AS found WHERE seq > :after AND seq < :before ORDER BY seq LIMIT :limit";

    private static final String PAGE =
            """
            SELECT <place> FROM (<between>) AS page CROSS JOIN user_profile p
            WHERE p.tenant_id = :tenant AND p.seq = page.seq ORDER BY page.seq
            """.replace("<place>", UserStore.OF_BARE_PLACE).replace("<between>", BETWEEN);

    private static final String OF_ONE = "SELECT seq FROM (" + BETWEEN + ") AS first";

    /** Some of those whom the query means. */
    List<Place> behind(Tx tx, TenantId tenant, UserQuery query, long after, int limit) {
        var first = new TreeMap<Long, Place>();
        for (var part : parts(query)) {
            long before = first.size() < limit ? Long.MAX_VALUE : first.lastKey();
            between(tx, tenant, part, after, before, limit).forEach(place -> first.put(place.number(), place));
            while (first.size() > limit) {
                first.pollLastEntry();
            }
        }
        return List.copyOf(first.values());
    }

    private static List<Place> between(Tx tx, TenantId tenant, UserQuery query, long after, long before, int limit) {
        var sets = new UserSets();
        return tx.list(
                PAGE.replace("<found>", found(sets, query)),
                q -> {
                    q.bind("tenant", tenant.value())
                            .bind("after", after)
                            .bind("before", before)
                            .bind("limit", limit);
                    sets.texts().forEach((text, name) -> q.bind(name, text));
                },
                UserStore.PLACE);
    }

    /** Queries that mean together whom the one means, each of so many values as a statement can have. */
    private static List<UserQuery> parts(UserQuery query) {
        return switch (query) {
            case UserQuery.Is is -> parts(is, MERGED, part -> part);
            case UserQuery.All(var all)
            when !all.isEmpty() && all.getFirst() instanceof UserQuery.Is is ->
                parts(
                        is,
                        BOUND,
                        part -> new UserQuery.All(
                                Stream.concat(Stream.of(part), all.stream().skip(1))
                                        .toList()));
            case UserQuery other -> List.of(other);
        };
    }

    private static List<UserQuery> parts(UserQuery.Is is, int most, Function<UserQuery.Is, UserQuery> made) {
        var values = is.values();
        return IntStream.iterate(0, from -> from < values.size(), from -> from + most)
                .mapToObj(from -> values.subList(from, Math.min(values.size(), from + most)))
                .map(some -> made.apply(new UserQuery.Is(is.field(), some)))
                .toList();
    }

    private static String found(UserSets sets, UserQuery query) {
        return query instanceof UserQuery.Is(var field, var values)
                ? values.stream()
                        .map(value -> OF_ONE.replace("<found>", sets.of(new UserQuery.Is(field, List.of(value)))))
                        .collect(Collectors.joining(" UNION "))
                : sets.of(query);
    }
}
