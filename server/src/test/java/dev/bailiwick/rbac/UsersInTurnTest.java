package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members and users that are read page by page are the same as those that are read as a whole. */
@EachEngine
class UsersInTurnTest {

    private static final Origin ORIGIN = new Origin("test", "");
    private static final int PAGE = UsersInTurn.PAGE_ROWS;
    private static final int SHORT = UsersInTurn.SHORT_PAGE_ROWS;
    private static final List<Integer> SIZES =
            List.of(0, 1, SHORT, 3, SHORT - 4, 2 * SHORT, PAGE, 3, PAGE - 4, 0, 2 * PAGE + 1, 2, PAGE - 1, 0);

    private final Authorization authorization;
    private final TenantId tenant;
    private final List<Group> groups = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();

    UsersInTurnTest(Database empty) {
        tenant = TestTenants.add(empty, "acme");
        authorization = Authorization.over(
                empty,
                new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom())),
                Clock.systemUTC(),
                new SecureRandom());
    }

    @BeforeEach
    void importLongLists() {
        groups.add(group(null));
        SIZES.forEach(size -> groups.add(group(users(size))));
        roles.add(role(users(PAGE + 1)));
        roles.add(role(null));
        roles.add(role(users(2)));
        authorization
                .worlds()
                .replace(
                        tenant,
                        new World(List.of("groups", "roles"), groups, roles, List.of(), Map.of()).toLong(),
                        ORIGIN);
    }

    @Test
    void readsEachGroupInItsOrder() {
        var list = authorization.administration().groups().list(tenant);

        assertThat(list).hasSameSizeAs(groups);
        for (int i = 0; i < groups.size(); i++) {
            assertThat(all(list.get(i).members())).isEqualTo(groups.get(i).members());
        }
    }

    @Test
    void readsGroupsInAnyOrderAndAgain() {
        var list = authorization.administration().groups().list(tenant);
        var random = new Random(1);
        var turns = new ArrayList<>(IntStream.range(0, groups.size()).boxed().toList());
        for (int round = 0; round < 2; round++) {
            Collections.shuffle(turns, random);
            for (int i : turns) {
                assertThat(all(list.get(i).members())).isEqualTo(groups.get(i).members());
            }
        }
    }

    @Test
    void readsTheUsersOfRoles() {
        var list = authorization.administration().roles().list(tenant);

        for (int i = 0; i < roles.size(); i++) {
            assertThat(all(list.get(i).users())).isEqualTo(roles.get(i).users());
        }
    }

    @Test
    void readsSmallGroupsManyToAPage() {
        var small = new ArrayList<Group>();
        IntStream.range(0, 500).forEach(i -> groups.add(group(users(2))));
        small.addAll(groups);
        authorization
                .worlds()
                .replace(tenant, new World(List.of("groups"), small, List.of(), List.of(), Map.of()).toLong(), ORIGIN);
        var reads = new AtomicInteger();

        var list = authorization.administration().groups().list(tenant);
        list.forEach(each -> reads.addAndGet(all(each.members()) == null ? 0 : 1));

        assertThat(reads).hasValue(small.size() - 1);
        assertThat(all(list.getLast().members())).isEqualTo(small.getLast().members());
    }

    @Test
    void showsNoMemberTwiceAndLeavesNoneOutWhileOthersComeAndGo() {
        var longest = groups.get(11);
        var whole = Objects.requireNonNull(longest.members());
        var members = Objects.requireNonNull(authorization
                        .administration()
                        .groups()
                        .list(tenant)
                        .get(11)
                        .members())
                .iterator();
        var seen = new ArrayList<UserId>();
        while (members.hasNext()) {
            seen.add(members.next());
            if (seen.size() == PAGE / 2) {
                authorization
                        .administration()
                        .groupMembers()
                        .remove(tenant, longest.id(), whole.subList(0, PAGE / 2), ORIGIN);
                authorization
                        .administration()
                        .groupMembers()
                        .add(tenant, longest.id(), List.of(new UserId("late")), ORIGIN);
            }
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(whole).endsWith(new UserId("late"));
    }

    private static @Nullable List<UserId> all(@Nullable Iterable<UserId> users) {
        if (users == null) {
            return null;
        }
        var list = new ArrayList<UserId>();
        users.forEach(list::add);
        return list;
    }

    private Group group(@Nullable List<UserId> members) {
        var name = "g" + groups.size();
        return new Group(new GroupId(name), name, "", members, null, null, null);
    }

    private Role role(@Nullable List<UserId> users) {
        var name = "r" + roles.size();
        return new Role(new RoleId(name), new ClientId("app"), "client", name, "", null, users);
    }

    /** Their order is not that of their ids. */
    private static List<UserId> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new UserId("auth0|" + (i * 7_919 % 100_003)))
                .toList();
    }
}
