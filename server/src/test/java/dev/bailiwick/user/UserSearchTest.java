package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import dev.bailiwick.user.UserSearch.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** A search finds whom the plainest reading of all profiles finds, whatever is asked, on both engines. */
class UserSearchTest {

    private static final Map<Engine, Node> NODES = new EnumMap<>(Engine.class);

    private record Node(TestDatabase fresh, Database database, TenantId tenant) {

        static Node of(Engine engine) {
            var fresh = engine.make();
            var database = fresh.open();
            return new Node(fresh, database, TestTenants.add(database, "acme"));
        }
    }

    @AfterContainer
    static void close() {
        NODES.values().forEach(node -> node.fresh.close());
        NODES.clear();
    }

    @Property(tries = 300)
    void findsWhomAPlainReadingFinds(
            @ForAll Engine engine,
            @ForAll("profiles") List<Map<String, Object>> profiles,
            @ForAll("queries") List<AskedFor> queries,
            @ForAll("orders") Optional<String> order,
            @ForAll boolean isDescending,
            @ForAll @IntRange(max = 4) int start,
            @ForAll @IntRange(max = 6) int limit) {
        var node = NODES.computeIfAbsent(engine, Node::of);
        inserted(node, profiles);
        for (var asked : queries) {
            var expected =
                    new ArrayList<>(profiles.stream().filter(asked.profile()).toList());
            order.ifPresentOrElse(
                    field -> sort(expected, field, isDescending),
                    () -> asked.order().ifPresent(field -> sort(expected, field, false)));

            var page = new Users(node.database)
                    .search(
                            node.tenant,
                            new UserSearch(
                                    UserQuery.parse(asked.text()),
                                    order.flatMap(field -> Order.by(field, isDescending)),
                                    start,
                                    limit,
                                    true));

            assertThat(page.total()).as(asked.text()).isEqualTo(expected.size());
            assertThat(page.users().each(user -> user.item().id().value()))
                    .as(asked.text())
                    .containsExactlyElementsOf(expected.stream()
                            .skip(start)
                            .limit(limit)
                            .map(profile -> String.valueOf(profile.get("user_id")))
                            .toList());
        }
    }

    private static void sort(List<Map<String, Object>> profiles, String field, boolean isDescending) {
        var having = new ArrayList<>(
                profiles.stream().filter(profile -> profile.containsKey(field)).toList());
        var others =
                profiles.stream().filter(profile -> !profile.containsKey(field)).toList();
        having.sort(
                switch (field) {
                    case "logins_count" -> by(field, value -> (Integer) value, Comparator.<Integer>naturalOrder());
                    case "last_login" ->
                        by(field, value -> Instant.parse(String.valueOf(value)), Comparator.<Instant>naturalOrder());
                    default -> by(field, value -> AskedFor.key(field, String.valueOf(value)), AskedFor::compare);
                });
        profiles.clear();
        profiles.addAll(isDescending ? having.reversed() : having);
        profiles.addAll(others);
    }

    private static <T> Comparator<Map<String, Object>> by(
            String field, Function<Object, T> value, Comparator<T> order) {
        return Comparator.comparing(profile -> value.apply(Objects.requireNonNull(profile.get(field))), order);
    }

    private static void inserted(Node node, List<Map<String, Object>> profiles) {
        var rows = new UserRows();
        var counts = new UserCountStore();
        node.database.change(tx -> {
            var present = new UserStore()
                    .lock(
                            tx,
                            node.tenant,
                            IntStream.range(0, 12)
                                    .mapToObj(n -> new UserId("ad|" + n))
                                    .toList());
            rows.delete(tx, node.tenant, present.values());
            counts.went(tx, node.tenant, present.keySet());
            var users = profiles.stream().map(RandomProfiles::user).toList();
            assertThat(rows.insert(tx, node.tenant, users)).isEmpty();
            counts.came(tx, node.tenant, users.stream().map(User::id).toList());
        });
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> profiles() {
        return RandomProfiles.several();
    }

    @Provide
    Arbitrary<List<AskedFor>> queries() {
        return AskedFor.any().list().ofSize(8);
    }

    @Provide
    Arbitrary<Optional<String>> orders() {
        return Arbitraries.of("name", "username", "logins_count", "user_id", "last_login")
                .optional();
    }
}
