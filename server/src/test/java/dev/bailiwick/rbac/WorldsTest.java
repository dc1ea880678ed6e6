package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A world that is put in comes out again as it was, all of it or nothing. */
@EachEngine
class WorldsTest {

    private static final Origin ORIGIN = new Origin("ann@clients", "request-1");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final World EMPTY = new World(List.of(), List.of(), List.of(), List.of(), Map.of());

    private final VersionStore versions = new VersionStore(new SecureRandom());
    private final Database database;
    private final TenantId acme;
    private final TenantId globex;
    private final Authorization authorization;
    private final Worlds worlds;

    WorldsTest(Database empty) {
        database = empty;
        acme = TestTenants.add(empty, "acme");
        globex = TestTenants.add(empty, "globex");
        authorization = Authorization.over(
                empty, new AuditLog(NOON, new RandomText(new SecureRandom())), NOON, new SecureRandom());
        worlds = authorization.worlds();
    }

    @Test
    void isEmptyToBeginWith() {
        assertThat(World.of(worlds, acme)).isEqualTo(EMPTY);
    }

    @Test
    void givesBackWhatItWasGiven() {
        worlds.replace(acme, world().toLong(), ORIGIN);

        assertThat(World.of(worlds, acme)).isEqualTo(world());
    }

    @Test
    void givesBackTheLastOfSeveral() {
        worlds.replace(acme, EMPTY.toLong(), ORIGIN);
        worlds.replace(acme, reversed().toLong(), ORIGIN);
        worlds.replace(acme, world().toLong(), ORIGIN);

        assertThat(World.of(worlds, acme)).isEqualTo(world());
    }

    @Test
    void keepsAnyOrder() {
        worlds.replace(acme, world().toLong(), ORIGIN);
        worlds.replace(acme, reversed().toLong(), ORIGIN);

        assertThat(World.of(worlds, acme)).isEqualTo(reversed());
    }

    @Test
    void becomesEmptyAgain() {
        worlds.replace(acme, world().toLong(), ORIGIN);
        worlds.replace(acme, EMPTY.toLong(), ORIGIN);

        assertThat(World.of(worlds, acme)).isEqualTo(EMPTY);
        assertThat(rows("group_member") + rows("group_nesting") + rows("group_role") + rows("group_mapping"))
                .isZero();
        assertThat(rows("role_user") + rows("role_permission")).isZero();
    }

    @Test
    void showsNothingToAnotherTenant() {
        worlds.replace(acme, world().toLong(), ORIGIN);

        assertThat(World.of(worlds, globex)).isEqualTo(EMPTY);
        assertThat(authorization.administration().groups().list(globex)).isEmpty();
        assertThat(authorization.administration().roles().list(globex)).isEmpty();
        assertThat(authorization.administration().permissions().list(globex)).isEmpty();
        assertThat(authorization.policies().directGroups(globex, new UserId("u1")))
                .isEmpty();
        assertThat(authorization.policies().directRoles(globex, new UserId("u1")))
                .isEmpty();
        assertThat(decision(globex)).isEqualTo(new PolicyDecision(List.of(), List.of(), List.of()));
    }

    @Test
    void leavesAnotherTenantAsItWas() {
        worlds.replace(acme, world().toLong(), ORIGIN);
        worlds.replace(globex, reversed().toLong(), ORIGIN);
        worlds.replace(acme, EMPTY.toLong(), ORIGIN);

        assertThat(World.of(worlds, globex)).isEqualTo(reversed());
        assertThat(decision(globex).groups()).isNotEmpty();
    }

    @Test
    void changesNothingWhenAnythingFails() {
        worlds.replace(acme, world().toLong(), ORIGIN);
        var before = versions(acme);
        var twice = new ArrayList<>(world().permissions());
        twice.add(world().permissions().getFirst());
        var broken = new World(
                List.of("groups"), reversed().groups(), reversed().roles(), twice, Map.of("persistRoles", true));

        assertThatThrownBy(() -> worlds.replace(acme, broken.toLong(), ORIGIN)).isInstanceOf(RuntimeException.class);

        assertThat(World.of(worlds, acme)).isEqualTo(world());
        assertThat(versions(acme)).isEqualTo(before);
        assertThat(rows("audit_log")).isEqualTo(1);
        assertThat(decision(acme).groups()).containsExactly("Twin", "twin", "Outer");
    }

    @Test
    void renewsTheVersionOfTheStructureAndOfEveryUser() {
        worlds.replace(acme, world().toLong(), ORIGIN);
        var before = versions(acme);
        worlds.replace(acme, world().toLong(), ORIGIN);
        var after = versions(acme);

        assertThat(after).hasSize(1 + UserId.PARTS);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((part, version) -> {
            var old = Objects.requireNonNull(before.get(part));
            assertThat(version.number()).isEqualTo(old.number() + 1);
            assertThat(version.isSameStateAs(old)).isFalse();
        });
        assertThat(versions(globex).values()).containsOnly(Version.NONE);
    }

    @Test
    void takesUsersWhoComeAgainOnce() {
        var group = new Group(new GroupId("g"), "Group", "", null, null, null, null);
        var role = world().roles().getFirst();
        var users = List.of(new UserId("u2"), new UserId("u1"), new UserId("u2"));
        var longWorld = new LongWorld(
                List.of("groups", "roles"),
                List.of(new LongGroup(group, users)),
                List.of(new LongRole(role, users)),
                List.of(),
                Map.of());

        assertThat(worlds.replace(acme, longWorld, ORIGIN, _ -> {})).isEqualTo(4);

        var after = World.of(worlds, acme);
        assertThat(after.groups().getFirst().members()).isEqualTo(users.subList(0, 2));
        assertThat(after.roles().getFirst().users()).isEqualTo(users.subList(0, 2));
    }

    @Test
    void readsAllOfOneMoment() {
        var many = IntStream.range(0, UsersInTurn.PAGE_ROWS + 1)
                .mapToObj(i -> new UserId("u" + i))
                .toList();
        var before = new World(
                List.of("groups"),
                List.of(
                        new Group(new GroupId("g1"), "First", "", many, null, null, null),
                        new Group(new GroupId("g2"), "Second", "", many, null, null, null)),
                List.of(),
                List.of(),
                Map.of());
        worlds.replace(acme, before.toLong(), ORIGIN);

        var read = worlds.read(acme, world -> {
            var first = World.list(world.groups().getFirst().members());
            meanwhile(() -> authorization
                    .administration()
                    .groupMembers()
                    .add(acme, new GroupId("g2"), List.of(new UserId("late")), ORIGIN));
            return List.of(
                    Objects.requireNonNull(first),
                    Objects.requireNonNull(World.list(world.groups().getLast().members())));
        });

        assertThat(read).containsExactly(many, many);
        assertThat(World.of(worlds, acme).groups().getLast().members()).hasSize(many.size() + 1);
    }

    private static void meanwhile(Runnable change) {
        try {
            Thread.ofPlatform().start(change).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writesDownWhoChangedWhat() {
        worlds.replace(acme, world().toLong(), ORIGIN);
        worlds.replace(acme, new World(List.of(), List.of(), List.of(), List.of(), Map.of()).toLong(), ORIGIN);

        var importing = acme.value() + " 1795348800000 ann@clients request-1 import authorization  ";
        var none = "{\"total\":0,\"first\":[]}";
        var nothing = "{\"groups\":" + none + ",\"roles\":" + none + ",\"permissions\":" + none
                + ",\"switches\":{},\"memberships\":0}";
        assertThat(audit().getFirst()).startsWith(importing + nothing);
        var replaced = audit().getLast();
        assertThat(replaced).startsWith(importing + "{\"groups\":{\"total\":4,").endsWith(nothing);
        assertThat(replaced)
                .contains("{\"id\":\"b\",\"name\":\"TWIN\",\"description\":\" \"}")
                .contains("\"nested\":[\"nowhere\",\"z\",\"o\",\"a\"]")
                .contains("\"roles\":{\"total\":3,\"first\":[{\"id\":\"r1\"")
                .contains("\"permissions\":{\"total\":3,\"first\":[{\"id\":\"p1\"")
                .contains("\"memberships\":6}");
    }

    private PolicyDecision decision(TenantId tenant) {
        return authorization
                .policies()
                .decide(tenant, new UserId("u1"), new PolicyQuestion(new ClientId("app1"), "ad", List.of()));
    }

    private Map<Integer, Version> versions(TenantId tenant) {
        return database.read(tx -> IntStream.rangeClosed(Version.STRUCTURE, UserId.PARTS)
                .boxed()
                .collect(Collectors.toMap(part -> part, part -> versions.find(tx, tenant, part))));
    }

    private long rows(String table) {
        return database.read(
                tx -> tx.first("SELECT COUNT(*) AS rows FROM " + table, _ -> {}, (row, _) -> row.getLong("rows"))
                        .orElseThrow());
    }

    private List<String> audit() {
        return database.read(tx -> tx.list(
                "SELECT tenant_id, at, actor, request_id, action, kind, object_id, before, after FROM audit_log",
                _ -> {},
                (row, _) -> String.join(
                        " ",
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9))));
    }

    private static World reversed() {
        var world = world();
        return new World(
                world.collections().reversed(),
                world.groups().reversed(),
                world.roles().reversed(),
                world.permissions().reversed(),
                Map.of());
    }

    /** All that an import may bring: lists absent and empty, twins, ids of nothing, repeated permissions. */
    private static World world() {
        var app1 = new ClientId("app1");
        var p1 = new PermissionId("p1");
        var nobody = List.<UserId>of();
        return new World(
                List.of("roles", "groups", "configuration", "permissions"),
                List.of(
                        new Group(new GroupId("z"), "Twin", "", List.of(new UserId("u1")), null, null, null),
                        new Group(
                                new GroupId("a"),
                                "twin",
                                "ünïcode 😀",
                                List.of(new UserId("u2"), new UserId("u1"), new UserId("auth0|ß/\\@+")),
                                List.of(),
                                List.of(),
                                List.of()),
                        new Group(
                                new GroupId("o"),
                                "Outer",
                                "",
                                nobody,
                                List.of(new GroupId("nowhere"), new GroupId("z"), new GroupId("o"), new GroupId("a")),
                                List.of(new RoleId("nothing"), new RoleId("r2"), new RoleId("r1")),
                                List.of(
                                        new GroupMapping("m1", "IT", "ad"),
                                        new GroupMapping("m1", "IT", "ad"),
                                        new GroupMapping("m0", "", ""))),
                        new Group(new GroupId("b"), "TWIN", " ", null, null, null, null)),
                List.of(
                        new Role(
                                new RoleId("r1"),
                                app1,
                                "client",
                                "Role",
                                "",
                                List.of(p1, new PermissionId("gone"), p1),
                                null),
                        new Role(
                                new RoleId("r2"),
                                app1,
                                "resource_server",
                                "role",
                                "",
                                null,
                                List.of(new UserId("u2"), new UserId("u1"))),
                        new Role(new RoleId("r0"), new ClientId(""), "", "Role", "", List.of(), nobody)),
                List.of(
                        new Permission(p1, app1, "client", "read", ""),
                        new Permission(new PermissionId("p0"), app1, "client", "READ", "twin"),
                        new Permission(new PermissionId("p2"), new ClientId("app2"), "", "read", "")),
                Map.of("groupsInToken", true, "persistRoles", false));
    }
}
