package dev.bailiwick.rbac;

import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A {@link LongWorld} that is short: its groups and roles hold their users. */
record World(
        List<String> collections,
        List<Group> groups,
        List<Role> roles,
        List<Permission> permissions,
        Map<String, Boolean> switches) {

    World {
        collections = List.copyOf(collections);
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
    }

    /** What a tenant has. */
    static World of(Worlds worlds, TenantId tenant) {
        return worlds.read(
                tenant,
                world -> new World(
                        world.collections(),
                        world.groups().stream().map(World::held).toList(),
                        world.roles().stream().map(World::held).toList(),
                        world.permissions(),
                        world.switches()));
    }

    LongWorld toLong() {
        return new LongWorld(
                collections,
                groups.stream()
                        .map(group -> new LongGroup(with(group, null), group.members()))
                        .toList(),
                roles.stream()
                        .map(role -> new LongRole(with(role, null), role.users()))
                        .toList(),
                permissions,
                switches);
    }

    private static Group held(LongGroup group) {
        return with(group.group(), list(group.members()));
    }

    private static Role held(LongRole role) {
        return with(role.role(), list(role.users()));
    }

    static @Nullable List<UserId> list(@Nullable Iterable<UserId> users) {
        return users == null
                ? null
                : StreamSupport.stream(users.spliterator(), false).toList();
    }

    private static Group with(Group group, @Nullable List<UserId> members) {
        return new Group(
                group.id(),
                group.name(),
                group.description(),
                members,
                group.nested(),
                group.roles(),
                group.mappings());
    }

    private static Role with(Role role, @Nullable List<UserId> users) {
        return new Role(
                role.id(),
                role.client(),
                role.clientType(),
                role.name(),
                role.description(),
                role.permissions(),
                users);
    }
}
