package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages of those who have accounts of one of many connections. */
@EachEngine
class UsersBehindTest {

    /** More than SQLite lets one statement have bound. */
    private static final int VERY_MANY = 33_000;

    private final Database database;
    private final TenantId tenant;
    private final Users users;

    UsersBehindTest(Database empty) {
        database = empty;
        tenant = TestTenants.add(empty, "acme");
        users = new Users(empty);
    }

    @Test
    void mergesThoseOfAllConnectionsInTheOrderOfTheirCreation() {
        add("a", "x");
        add("b", "y");
        add("c", "y", "x");
        add("d", "z");
        add("e", "y");
        add("f", "x", "y");
        add("g", "w");
        add("h", "x");

        for (int size = 1; size <= 7; size++) {
            assertThat(paged(UserQuery.ofConnections(List.of("x", "y", "w")), size))
                    .as("pages of " + size)
                    .containsExactly("a", "b", "c", "e", "f", "g", "h");
        }
        assertThat(paged(UserQuery.ofConnections(List.of("z", "none")), 2)).containsExactly("d");
        assertThat(paged(UserQuery.ofConnections(List.of("none", "nobody")), 2)).isEmpty();
    }

    @Test
    void readsThoseOfMoreConnectionsThanAStatementHasRoomFor() {
        add("a", "c32999");
        add("b", "c150");
        add("c", "other");
        add("d", "c7", "c32998");
        add("e", "c25000");
        add("f", "c20000");
        var all = UserQuery.ofConnections(
                IntStream.range(0, VERY_MANY).mapToObj(n -> "c" + n).toList());

        assertThat(paged(all, 2)).containsExactly("a", "b", "d", "e", "f");
        assertThat(paged(all.and(UserQuery.beginning("user of")), 3)).containsExactly("a", "b", "d", "e", "f");
        assertThat(paged(all.and(UserQuery.beginning("user of c7")), 3)).containsExactly("d");
    }

    /** As whoever turns the pages sees them. */
    private List<String> paged(UserQuery query, int size) {
        var seen = new ArrayList<String>();
        long after = 0;
        for (boolean isMore = true; isMore; ) {
            var page = users.behind(tenant, query, after, size);
            assertThat(page.size()).isLessThanOrEqualTo(size);
            page.each(user -> user.item().id().value()).forEach(seen::add);
            isMore = page.size() == size;
            after = page.lastNumber();
        }
        return seen;
    }

    private void add(String id, String... connections) {
        var identities = Stream.of(connections)
                .map(connection -> Map.of("connection", connection, "provider", connection, "user_id", id))
                .toList();
        var user = new User(
                new UserId(id), JsonObject.of(Map.of("name", "User of " + connections[0], "identities", identities)));
        database.change(tx ->
                assertThat(new UserRows().insert(tx, tenant, List.of(user))).isEmpty());
    }
}
