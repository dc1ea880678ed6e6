package dev.bailiwick.rbac;

import dev.bailiwick.rbac.AuthorizationGraph.GroupNode;
import dev.bailiwick.rbac.AuthorizationGraph.RoleNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The evidence that a database would give of a world, without one. */
final class WorldGraph {

    private WorldGraph() {}

    static Evidence evidence(World world, UserId user) {
        return new Evidence(graph(world), memberships(world, user));
    }

    static AuthorizationGraph graph(World world) {
        var groups = positions(world.groups(), Group::id);
        var roles = positions(world.roles(), Role::id);
        var permissions = positions(world.permissions(), Permission::id);
        var arrows = new Arrows();
        connect(
                world.groups(),
                Group::nested,
                groups,
                (outer, nested) -> arrows.enclosing().add(nested, outer));
        connect(world.groups(), Group::roles, roles, arrows.rolesOfGroup()::add);
        connect(world.roles(), Role::permissions, permissions, arrows.permissionsOfRole()::add);
        var groupNodes = new ArrayList<GroupNode>();
        for (int i = 0; i < world.groups().size(); i++) {
            var group = world.groups().get(i);
            groupNodes.add(new GroupNode(seq(i), group.id(), group.name(), group.description()));
            for (var mapping : orNone(group.mappings())) {
                arrows.mappings().add(new Arrows.Mapping(i, mapping.connectionName(), mapping.groupName()));
            }
        }
        var roleNodes = IntStream.range(0, world.roles().size())
                .mapToObj(i -> node(seq(i), world.roles().get(i)))
                .toList();
        return new AuthorizationGraph(
                new Version(1, 1),
                groupNodes,
                roleNodes,
                world.permissions().stream().map(Permission::name).toList(),
                arrows);
    }

    static Memberships memberships(World world, UserId user) {
        return new Memberships(seqs(world.groups(), Group::members, user), seqs(world.roles(), Role::users, user));
    }

    /** Not the position itself, since numbers in a database begin anywhere and have gaps. */
    private static long seq(int position) {
        return 11 + 3L * position;
    }

    private static RoleNode node(long seq, Role role) {
        return new RoleNode(seq, role.id(), role.client(), role.name(), role.description());
    }

    private static <T, K> Map<K, Integer> positions(List<T> all, Function<T, K> key) {
        var positions = new HashMap<K, Integer>();
        for (int i = 0; i < all.size(); i++) {
            positions.put(key.apply(all.get(i)), i);
        }
        return positions;
    }

    private static <T, K> void connect(
            List<T> all,
            Function<T, @Nullable List<K>> links,
            Map<K, Integer> targets,
            BiConsumer<Integer, Integer> arrow) {
        for (int i = 0; i < all.size(); i++) {
            for (var id : orNone(links.apply(all.get(i)))) {
                var target = targets.get(id);
                if (target != null) {
                    arrow.accept(i, target);
                }
            }
        }
    }

    private static <T> List<Long> seqs(List<T> all, Function<T, @Nullable List<UserId>> users, UserId user) {
        return IntStream.range(0, all.size())
                .filter(i -> orNone(users.apply(all.get(i))).contains(user))
                .mapToObj(WorldGraph::seq)
                .toList();
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
