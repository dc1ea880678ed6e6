package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.HinderedDatabase;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import dev.bailiwick.user.UserSearch.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EachEngine
class FoundUsersTest {

    private final Database database;
    private final TenantId tenant;
    private final AtomicInteger reads = new AtomicInteger();
    private final Users users;

    FoundUsersTest(Database empty) {
        database = empty;
        tenant = TestTenants.add(empty, "acme");
        users = new Users(new HinderedDatabase(empty, () -> {}, reads::incrementAndGet));
    }

    @Test
    void areOfOneMomentWhereTheyAreShort() {
        add(5, 10);
        var found = all(Optional.empty()).users();
        remove(3);

        assertThat(ids(found)).containsExactly("ad|0", "ad|1", "ad|2", "ad|3", "ad|4");
    }

    @Test
    void areReadOnlyAsFarAsAPartWhereManyAreShort() {
        add(300, 1_500);
        var found = users.search(tenant, new UserSearch(UserQuery.parse("name:user*"), Optional.empty(), 0, 300, true))
                .users();
        remove(0);
        remove(299);

        assertThat(ids(found))
                .as("the first part is read, the last is not")
                .hasSize(299)
                .contains("ad|0");
    }

    @Test
    void areInOrderWhereShortAndLongOnesAreMixed() {
        add(3, 10);
        add(3, 3, 5_000);
        add(6, 3, 10);

        assertThat(ids(all(Optional.empty()).users()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 9).mapToObj(n -> "ad|" + n).toList());
        assertThat(ids(all(Order.by("name", true)).users())).hasSize(9).startsWith("ad|8");
    }

    @Test
    void areReadLittleByLittleWhereTheyAreLong() {
        add(5, 100_000);
        var found = all(Optional.empty()).users();
        remove(3);
        int before = reads.get();

        var iterator = found.each(user -> user.item().id().value()).iterator();
        assertThat(List.of(iterator.next(), iterator.next())).containsExactly("ad|0", "ad|1");
        assertThat(reads.get()).as("two are a part").isEqualTo(before);
        assertThat(iterator.next()).isEqualTo("ad|2");
        assertThat(reads.get()).as("the next part").isEqualTo(before + 1);
        assertThat(found.size()).isEqualTo(5);
        assertThat(ids(found)).containsExactly("ad|0", "ad|1", "ad|2", "ad|4");
        assertThat(ids(found.first(3))).containsExactly("ad|0", "ad|1", "ad|2");
    }

    @Test
    void areSortedWhereTheyAreLong() {
        add(5, 100_000);

        assertThat(ids(all(Order.by("name", true)).users())).containsExactly("ad|4", "ad|3", "ad|2", "ad|1", "ad|0");
    }

    @Test
    void comeInTheOrderOfTheIdsAndWithoutThoseWhoAreNotThere() {
        add(3, 100_000);
        var asked = List.of(new UserId("ad|2"), new UserId("ad|9"), new UserId("ad|0"), new UserId("ad|1"));

        assertThat(ids(users.at(tenant, asked))).containsExactly("ad|2", "ad|0", "ad|1");
        assertThat(users.at(tenant, asked)
                        .each(user -> user.item().id().value(), id -> Optional.of("not " + id.value())))
                .containsExactly("ad|2", "not ad|9", "ad|0", "ad|1");
    }

    private UserPage all(Optional<Order> order) {
        return users.search(tenant, new UserSearch(UserQuery.parse("name:user*"), order, 0, 100, true));
    }

    private void add(int count, int length) {
        add(0, count, length);
    }

    private void add(int first, int count, int length) {
        var added = IntStream.range(first, first + count)
                .mapToObj(n -> new User(
                        new UserId("ad|" + n),
                        JsonObject.of(Map.of(
                                "user_id", "ad|" + n,
                                "name", "user " + n,
                                "app_metadata", Map.of("long", "y".repeat(length))))))
                .toList();
        database.change(
                tx -> assertThat(new UserRows().insert(tx, tenant, added)).isEmpty());
    }

    private void remove(int n) {
        database.change(tx -> {
            var stored = new UserStore().lock(tx, tenant, List.of(new UserId("ad|" + n)));
            new UserRows().delete(tx, tenant, stored.values());
        });
    }

    private static List<String> ids(FoundUsers found) {
        var ids = new ArrayList<String>();
        found.each(user -> user.item().id().value()).forEach(ids::add);
        return ids;
    }
}
