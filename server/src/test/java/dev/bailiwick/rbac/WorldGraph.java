package dev.bailiwick.rbac;

import dev.bailiwick.rbac.AuthorizationGraph.GroupNode;
import dev.bailiwick.rbac.AuthorizationGraph.PermissionNode;
import dev.bailiwick.rbac.AuthorizationGraph.RoleNode;
import java.util.List;
import java.util.function.BiFunction;
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
        return GraphDraft.empty().put(rows(world)).graph(new Version(1, 1));
    }

    /** What a database would tell of all of a world. */
    static GraphDraft.Rows rows(World world) {
        return new GraphDraft.Rows(
                each(
                        world.groups(),
                        (seq, group) -> new GraphDraft.GroupRow(
                                new GroupNode(seq, group.id(), group.name(), group.description()),
                                seqs(world.groups(), Group::id, orNone(group.nested())),
                                seqs(world.roles(), Role::id, orNone(group.roles())),
                                orNone(group.mappings()))),
                each(
                        world.roles(),
                        (seq, role) -> new GraphDraft.RoleRow(
                                new RoleNode(seq, role.id(), role.client(), role.name(), role.description()),
                                seqs(world.permissions(), Permission::id, orNone(role.permissions())))),
                each(
                        world.permissions(),
                        (seq, permission) ->
                                new PermissionNode(seq, permission.id(), permission.client(), permission.name())));
    }

    static Memberships memberships(World world, UserId user) {
        return new Memberships(seqs(world.groups(), Group::members, user), seqs(world.roles(), Role::users, user));
    }

    /** Not the position itself, since numbers in a database begin anywhere and have gaps. */
    private static long seq(int position) {
        return 11 + 3L * position;
    }

    private static <T, R> List<R> each(List<T> all, BiFunction<Long, T, R> row) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> row.apply(seq(i), all.get(i)))
                .toList();
    }

    /** The numbers of those that exist, each once. */
    private static <T, K> List<Long> seqs(List<T> all, Function<T, K> key, List<K> wanted) {
        var keys = all.stream().map(key).toList();
        return wanted.stream()
                .distinct()
                .filter(keys::contains)
                .map(id -> seq(keys.indexOf(id)))
                .toList();
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
