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
        assertThat(authorization.policies().allGroups(acme, new UserId("g" + (CHAIN - 1))))
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
