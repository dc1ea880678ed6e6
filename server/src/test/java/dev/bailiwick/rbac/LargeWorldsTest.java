package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Again;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shapes that are legal, and hard on a database that reads them the wrong way round. */
@EachEngine
class LargeWorldsTest {

    private static final Origin ORIGIN = new Origin("ann@clients", "request-1");
    private static final int CHAIN = 5_000;
    private static final int CHILDREN = 70_000;

    /** With them they are more members than are kept. */
    private static final int MORE = 40_000;

    private final TenantId acme;
    private final Authorization authorization;

    LargeWorldsTest(Database empty) {
        acme = TestTenants.add(empty, "acme");
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        authorization = Authorization.over(empty, audit, Clock.systemUTC(), new SecureRandom());
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void climbsALongChainOfGroups() {
        put(IntStream.range(0, CHAIN)
                .mapToObj(i -> group("g" + i, i + 1 == CHAIN ? List.of() : List.of(new GroupId("g" + (i + 1)))))
                .toList());
        var lowest = new GroupId("g" + (CHAIN - 1));

        assertThat(authorization
                        .administration()
                        .groups()
                        .expanded(acme, lowest)
                        .roles())
                .hasSize(1);
        assertThat(authorization.administration().groups().nestedRoles(acme, lowest))
                .hasSize(1);
        assertThat(Again.untilTold(() -> authorization.policies().allGroups(acme, new UserId("g" + (CHAIN - 1)))))
                .hasSize(CHAIN);
    }

    /** More than a statement has parameters on either engine. */
    @Test
    void readsAGroupOfVeryManyNestedOnes() {
        var top = group(
                "top",
                IntStream.range(0, CHILDREN).mapToObj(i -> new GroupId("g" + i)).toList());
        put(IntStream.rangeClosed(0, CHILDREN)
                .mapToObj(i -> i == CHILDREN ? top : group("g" + i, List.of()))
                .toList());

        assertThat(authorization.administration().groups().nested(acme, top.id()))
                .hasSize(CHILDREN);
        var last = authorization.memberLists().nested(acme, top.id(), CHILDREN - 1, 25);
        assertThat(last.total()).isEqualTo(CHILDREN + 1);
        assertThat(last.members().stream()
                        .map(member -> member.user().value() + member.group().name()))
                .containsExactly("g69999g69999", "toptop");

        var more = IntStream.range(0, MORE).mapToObj(i -> new UserId("m" + i)).toList();
        authorization.administration().groupMembers().add(acme, top.id(), more, ORIGIN);
        var lastOfMore = authorization.memberLists().nested(acme, top.id(), CHILDREN + MORE - 1, 25);
        assertThat(lastOfMore.total()).isEqualTo(CHILDREN + MORE + 1);
        assertThat(lastOfMore.members().stream()
                        .map(member -> member.user().value() + member.group().name()))
                .containsExactly("m39998top", "m39999top");
    }

    /** The permissions of these and no others, each once. */
    @Test
    void expandsAGroupOfMoreRolesThanAStatementAsksFor() {
        var client = new ClientId("app");
        var permissions = IntStream.range(0, 4)
                .mapToObj(i -> new Permission(new PermissionId("p" + i), client, "client", "p" + i, ""))
                .toList();
        var roles = IntStream.rangeClosed(0, SelectionStore.MOST)
                .mapToObj(i -> new Role(new RoleId("r" + i), client, "client", "r" + i, "", rightsOf(i), null))
                .toList();
        var group = new Group(
                new GroupId("g"),
                "g",
                "",
                List.of(new UserId("u")),
                null,
                roles.stream().map(Role::id).toList(),
                null);
        authorization
                .worlds()
                .replace(acme, new World(List.of(), List.of(group), roles, permissions, Map.of()).toLong(), ORIGIN);

        var groups = authorization.administration().groups();
        var wanted = List.of(permissions.get(0), permissions.get(2), permissions.get(3));
        assertThat(groups.expanded(acme, group.id()).roles()).hasSameSizeAs(roles);
        assertThat(groups.expanded(acme, group.id()).permissions()).isEqualTo(wanted);
        assertThat(groups.ofUser(acme, new UserId("u")).permissions()).isEqualTo(wanted);
    }

    private static List<PermissionId> rightsOf(int role) {
        var common = role == SelectionStore.MOST ? "p0" : "p3";
        return List.of(new PermissionId(common), new PermissionId("p2"), new PermissionId("nowhere"));
    }

    private void put(List<Group> groups) {
        var role = new Role(new RoleId("r"), new ClientId("app"), "client", "Role", "", List.of(), null);
        authorization
                .worlds()
                .replace(acme, new World(List.of(), groups, List.of(role), List.of(), Map.of()).toLong(), ORIGIN);
    }

    /** The first group of all has the role; the member has the group's id. */
    private static Group group(String id, List<GroupId> nested) {
        var roles = id.equals("g0") ? List.of(new RoleId("r")) : null;
        return new Group(new GroupId(id), id, "", List.of(new UserId(id)), nested, roles, null);
    }
}
