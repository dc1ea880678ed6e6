package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any one change of a world of {@link RandomWorlds}. What it creates can be named by later ones. */
record RandomChange(int kind, int group, int other, UserId user, String name, int client) {

    private static final Origin ORIGIN = new Origin("ann@clients", "request-1");
    private static final int KINDS = 18;

    static Arbitrary<List<RandomChange>> several() {
        var places = Arbitraries.of(0, 1, 2, 3, 4, 7);
        return Combinators.combine(
                        Arbitraries.integers().between(0, KINDS - 1),
                        places,
                        places,
                        Arbitraries.integers().between(0, 6).map(i -> new UserId("u" + i)),
                        Arbitraries.of("a", "b", "e", "f", "g"),
                        Arbitraries.integers().between(0, 2))
                .as(RandomChange::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    /** Makes it. The number 7 is that of what was created, if anything was. */
    void make(TenantId tenant, Administration to, Consumer<String> nextId) {
        var groupId = new GroupId("g" + group);
        var roleId = new RoleId("r" + other);
        var permissionId = new PermissionId("p" + other);
        switch (kind) {
            case 0 -> {
                nextId.accept("g7");
                to.groups().add(tenant, name, "", ORIGIN);
            }
            case 1 -> to.groups().change(tenant, groupId, name, "new", ORIGIN);
            case 2 -> to.groups().remove(tenant, groupId, ORIGIN);
            case 3 -> to.groupMembers().add(tenant, groupId, List.of(user, new UserId("u1")), ORIGIN);
            case 4 -> to.groupMembers().remove(tenant, groupId, List.of(user, new UserId("u1")), ORIGIN);
            case 5 -> to.groupNesting().add(tenant, groupId, List.of(new GroupId("g" + other)), ORIGIN);
            case 6 -> to.groupNesting().remove(tenant, groupId, List.of(new GroupId("g" + other)), ORIGIN);
            case 7 -> to.groupRoles().add(tenant, groupId, List.of(roleId), ORIGIN);
            case 8 -> to.groupRoles().remove(tenant, groupId, List.of(roleId), ORIGIN);
            case 9 -> to.groupMappings().add(tenant, groupId, List.of(new GroupMappings.Draft(name, "ad")), ORIGIN);
            case 10 -> to.groupMappings().remove(tenant, groupId, List.of("m"), ORIGIN);
            case 11 -> {
                nextId.accept("r7");
                to.roles().add(tenant, role(), ORIGIN);
            }
            case 12 -> to.roles().change(tenant, roleId, role(), ORIGIN);
            case 13 -> to.roles().remove(tenant, roleId, ORIGIN);
            case 14 -> {
                nextId.accept("p7");
                to.permissions().add(tenant, permission(), ORIGIN);
            }
            case 15 -> to.permissions().remove(tenant, permissionId, ORIGIN);
            case 16 -> to.assignments().addRoles(tenant, user, new Naming.ByIds(List.of("r" + other)), ORIGIN);
            default -> to.assignments().removeGroups(tenant, user, new Naming.ByIds(List.of("g" + group)), ORIGIN);
        }
    }

    private RoleDraft role() {
        var permissions = group == 0 ? List.<PermissionId>of() : List.of(new PermissionId("p" + group));
        return new RoleDraft(new ClientId("app" + client), "client", name, "", permissions);
    }

    private Permissions.Draft permission() {
        return new Permissions.Draft(new ClientId("app" + client), "client", name, "");
    }
}
