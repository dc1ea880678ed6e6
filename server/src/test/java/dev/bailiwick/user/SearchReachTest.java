package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import dev.bailiwick.user.UserSearch.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of long texts and of large profiles is found. */
@EachEngine
class SearchReachTest {

    private static final String ALIKE = "Alike".repeat(60);

    private final Database database;
    private final TenantId tenant;
    private final Users users;

    SearchReachTest(Database empty) {
        database = empty;
        tenant = TestTenants.add(empty, "acme");
        users = new Users(empty);
    }

    @Test
    void tellsLongTextsApartThatBeginAlike() {
        add(user("one", Map.of("name", ALIKE + "One", "app_metadata", Map.of("key", ALIKE + "1"))));
        add(user("two", Map.of("name", ALIKE + "Two", "app_metadata", Map.of("key", ALIKE + "2"))));

        assertThat(found("name:\"" + ALIKE + "One\"")).containsExactly("one");
        assertThat(found("name:\"" + ALIKE.toUpperCase(Locale.ROOT) + "TWO\"")).containsExactly("two");
        assertThat(found("app_metadata.key:" + ALIKE + "2")).containsExactly("two");
        assertThat(found("name:\"" + ALIKE + "\"")).isEmpty();
        assertThat(found("NOT name:\"" + ALIKE + "One\"")).containsExactly("two");
        assertThat(found("name:[\"" + ALIKE + "One\" TO \"" + ALIKE + "One\"]")).containsExactly("one");
    }

    @Test
    void findsLongTextsByTheirBeginningAsFarAsThatReaches() {
        add(user("one", Map.of("name", ALIKE + "one")));

        assertThat(found("name:" + ALIKE.substring(0, 130) + "*")).containsExactly("one");
        assertThat(found("name:*like*")).containsExactly("one");
        assertThat(found("name:*one")).isEmpty();
        assertThat(refusal("name:" + ALIKE.substring(0, 131) + "*")).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void findsGreekNamesByTheirBeginning() {
        add(user("one", Map.of("name", "ΑΝΑΣΤΑΣΙΟΣ")));

        for (var query : List.of("name:ΑΝΑΣ*", "name:*ΣΙΟΣ", "name:\"Αναστασιος\"", "name:αναστασιοσ")) {
            assertThat(found(query)).as(query).containsExactly("one");
        }
    }

    @Test
    void tellsOnceOfWhoeverHasAListWhereThereIsOneValue() {
        add(user("one", Map.of("name", List.of("ann", "amy"), "logins_count", List.of(1, 2))));
        add(user("two", Map.of("name", "bob")));

        assertThat(found("name:[a TO b]")).containsExactly("one");
        assertThat(found("name:a*")).containsExactly("one");
        assertThat(found("name:(ann OR amy)")).containsExactly("one");
        assertThat(total("logins_count:[0 TO 9]")).isOne();
        for (var field : List.of("name", "logins_count")) {
            var sorted =
                    users.search(tenant, new UserSearch(UserQuery.everybody(), Order.by(field, false), 0, 10, false));
            assertThat(ids(sorted.users())).as(field).containsExactly("one", "two");
        }
    }

    @Test
    void findsWhoHasMoreMetadataThanIsSearchedByAllElse() {
        var many = new HashMap<String, Object>();
        IntStream.range(0, 1_500).forEach(n -> many.put("k" + n, n));
        var large = user(
                "large",
                Map.of(
                        "app_metadata",
                        many,
                        "email",
                        "large@corp.test",
                        "name",
                        "A",
                        "blocked",
                        true,
                        "identities",
                        List.of(Map.of("connection", "corp", "provider", "ad", "user_id", "7"))));
        add(large);
        add(user("small", Map.of("name", "B")));

        for (var query : List.of(
                "email:\"large@corp.test\"",
                "name:a",
                "blocked:true",
                "identities.user_id:7",
                "identities.connection:corp")) {
            assertThat(found(query)).as(query).containsExactly("large");
        }
        assertThat(users.ofAddress(tenant, "large@corp.test", user -> user.id().value()))
                .containsExactly("large");
        assertThat(ids(users.search(tenant, new UserSearch(UserQuery.everybody(), Order.by("name", true), 0, 10, false))
                        .users()))
                .containsExactly("small", "large");

        replace(user("large", Map.of("app_metadata", many, "name", "C")));

        assertThat(found("name:a OR blocked:true OR email:\"large@corp.test\"")).isEmpty();
        assertThat(found("name:c")).containsExactly("large");
        var kept = IntStream.range(0, 1_500)
                .filter(n -> !found("app_metadata.k" + n + ":\"" + n + "\" OR app_metadata.k" + n + ":" + n)
                        .isEmpty())
                .count();
        assertThat(kept).isEqualTo(1_000);
    }

    @Test
    void countsMoreThanPagesReach() {
        database.change(tx -> {
            var crowd = IntStream.range(0, 1_002)
                    .mapToObj(n -> user("u" + n, Map.of("app_metadata", Map.of("plan", n == 0 ? "free" : "gold"))))
                    .toList();
            assertThat(new UserRows().insert(tx, tenant, crowd)).isEmpty();
        });

        assertThat(total("app_metadata.plan:gold")).isEqualTo(1_001);
        assertThat(total("app_metadata.plan:gold")).isEqualTo(1_001);
        assertThat(total("app_metadata.plan:free")).isOne();
        assertThat(total("user_id:u*")).isEqualTo(1_002);
        assertThat(total("user_id:u100*")).isEqualTo(3);
        add(user("late", Map.of("app_metadata", Map.of("plan", "free"))));
        assertThat(total("app_metadata.plan:free")).isEqualTo(2);
    }

    @Test
    void listsARangeInItsOwnOrder() {
        database.change(tx -> {
            var crowd = IntStream.range(0, 1_002)
                    .mapToObj(n -> user("u" + n, Map.of("name", "n" + (9_999 - n / 2))))
                    .toList();
            assertThat(new UserRows().insert(tx, tenant, crowd)).isEmpty();
        });
        add(user("nameless", Map.of()));

        for (var query : List.of("name:n*", "name:[n TO o]", "_exists_:name")) {
            assertThat(total(query)).as(query).isEqualTo(1_002);
            assertThat(ids(page(query, 0, 3).users())).as(query).containsExactly("u1000", "u1001", "u998");
            assertThat(ids(page(query, 999, 9).users())).as(query).containsExactly("u3", "u0", "u1");
            var backwards = Order.by("name", true);
            assertThat(ids(users.search(tenant, new UserSearch(UserQuery.parse(query), backwards, 0, 3, false))
                            .users()))
                    .as(query)
                    .containsExactly("u1", "u0", "u3");
        }
        assertThat(ids(page("name:n999*", 18, 9).users())).containsExactly("u0", "u1");
        assertThat(page("name:n999*", 20, 9).total()).isEqualTo(20);
        assertThat(ids(page("name:n999*", 20, 9).users())).isEmpty();
        var byId = new UserSearch(UserQuery.parse("name:n999*"), Order.by("user_id", false), 0, 3, true);
        assertThat(ids(users.search(tenant, byId).users())).containsExactly("u0", "u1", "u10");
    }

    /** Whoever changes what it is a range of while turning its pages would miss some in that order. */
    @Test
    void listsARangeOfNumbersInTheOrderOfCreation() {
        database.change(tx -> {
            var crowd = IntStream.range(0, 1_002)
                    .mapToObj(n -> user("u" + n, Map.of("logins_count", 9_999 - n)))
                    .toList();
            assertThat(new UserRows().insert(tx, tenant, crowd)).isEmpty();
        });

        for (var query : List.of("logins_count:[0 TO 9999]", "_exists_:logins_count")) {
            assertThat(total(query)).as(query).isEqualTo(1_002);
            assertThat(ids(page(query, 999, 9).users())).as(query).containsExactly("u999", "u1000", "u1001");
        }
        assertThat(ids(page("logins_count:[9998 TO 9999]", 0, 9).users())).containsExactly("u0", "u1");
        var sorted = new UserSearch(
                UserQuery.parse("logins_count:[0 TO 9999]"), Order.by("logins_count", false), 1_000, 9, true);
        assertThat(ids(users.search(tenant, sorted).users())).containsExactly("u1", "u0");
        assertThat(users.search(tenant, sorted).total()).isEqualTo(1_002);
    }

    @Test
    void listsThoseOfOneAddressInTheOrderOfTheirCreation() {
        database.change(tx -> {
            var crowd = IntStream.range(0, 1_002)
                    .mapToObj(n -> user("u" + n, Map.of("email", "one@corp.test", "name", n < 1_000 ? "many" : "few")))
                    .toList();
            assertThat(new UserRows().insert(tx, tenant, crowd)).isEmpty();
        });

        assertThat(page("email:one@corp.test AND NOT name:zoe", 999, 2).total()).isEqualTo(1_002);
        assertThat(ids(page("email:one@corp.test AND NOT name:zoe", 999, 2).users()))
                .containsExactly("u999", "u1000");
        assertThat(page("email:one@corp.test AND name:few", 0, 9).total()).isEqualTo(2);
        assertThat(ids(page("email:one@corp.test AND name:few", 1, 9).users())).containsExactly("u1001");
    }

    private UserPage page(String query, long start, int limit) {
        return users.search(tenant, new UserSearch(UserQuery.parse(query), Optional.empty(), start, limit, true));
    }

    private long total(String query) {
        return page(query, 0, 1).total();
    }

    private static Problem refusal(String query) {
        return catchThrowableOfType(ProblemException.class, () -> UserQuery.parse(query))
                .problem();
    }

    private List<String> found(String query) {
        var page = page(query, 0, 10);
        assertThat(page.total()).as(query).isEqualTo(page.users().size());
        return ids(page.users());
    }

    private static List<String> ids(FoundUsers found) {
        var ids = new ArrayList<String>();
        found.each(user -> user.item().id().value()).forEach(ids::add);
        return ids;
    }

    private static User user(String id, Map<String, Object> profile) {
        return new User(new UserId(id), JsonObject.of(profile));
    }

    private void add(User user) {
        database.change(tx ->
                assertThat(new UserRows().insert(tx, tenant, List.of(user))).isEmpty());
    }

    private void replace(User user) {
        database.change(tx -> {
            var before = Objects.requireNonNull(
                    new UserStore().lock(tx, tenant, List.of(user.id())).get(user.id()));
            assertThat(new UserRows().update(tx, tenant, List.of(new UserRows.Change(before, user))))
                    .isEmpty();
        });
    }
}
