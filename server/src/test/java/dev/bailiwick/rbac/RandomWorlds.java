package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Small worlds in which everything that an import allows is common: cycles, ids of what does not exist, twins of a name,
 * lists that were never used, repeated permissions, several clients.
 */
final class RandomWorlds {

    private static final int MOST = 7;
    private static final List<String> NAMES = List.of("a", "A", "b", "c", "d");
    private static final List<String> CONNECTIONS = List.of("ad", "AD", "google");

    private RandomWorlds() {}

    static Arbitrary<World> worlds() {
        return Combinators.combine(groups(), roles(), permissions())
                .as((groups, roles, permissions) ->
                        new World(List.of("groups", "roles", "permissions"), groups, roles, permissions, Map.of()));
    }

    static Arbitrary<UserId> users() {
        return ids("u", 4, UserId::new);
    }

    static Arbitrary<PolicyQuestion> questions() {
        return Combinators.combine(
                        clients(), Arbitraries.of(CONNECTIONS), names().list().ofMaxSize(2))
                .as(PolicyQuestion::new);
    }

    private static Arbitrary<List<Group>> groups() {
        var mapping = Combinators.combine(names(), Arbitraries.of(CONNECTIONS))
                .as((name, connection) -> new GroupMapping("m", name, connection));
        return numbered(
                Combinators.combine(
                                names(),
                                set(users()),
                                set(ids("g", MOST + 2, GroupId::new)),
                                set(ids("r", MOST + 2, RoleId::new)),
                                mapping.list().ofMaxSize(2).injectNull(0.3))
                        .as((name, members, nested, roles, mappings) ->
                                new Group(new GroupId(""), name, "", members, nested, roles, mappings)),
                (i, group) -> new Group(
                        new GroupId("g" + i),
                        group.name(),
                        group.description(),
                        group.members(),
                        group.nested(),
                        group.roles(),
                        group.mappings()));
    }

    private static Arbitrary<List<Role>> roles() {
        return numbered(
                Combinators.combine(
                                names(),
                                clients(),
                                ids("p", MOST + 2, PermissionId::new)
                                        .list()
                                        .ofMaxSize(3)
                                        .injectNull(0.2),
                                set(users()))
                        .as((name, client, permissions, users) ->
                                new Role(new RoleId(""), client, "client", name, "", permissions, users)),
                (i, role) -> new Role(
                        new RoleId("r" + i),
                        role.client(),
                        role.clientType(),
                        role.name(),
                        role.description(),
                        role.permissions(),
                        role.users()));
    }

    private static Arbitrary<List<Permission>> permissions() {
        return numbered(
                Combinators.combine(names(), clients())
                        .as((name, client) -> new Permission(new PermissionId(""), client, "client", name, "")),
                (i, permission) -> new Permission(
                        new PermissionId("p" + i), permission.client(), "client", permission.name(), ""));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of(NAMES);
    }

    private static Arbitrary<ClientId> clients() {
        return ids("app", 2, ClientId::new);
    }

    private static <T> Arbitrary<T> ids(String prefix, int highest, Function<String, T> id) {
        return Arbitraries.integers().between(0, highest).map(i -> id.apply(prefix + i));
    }

    private static <T> Arbitrary<@Nullable List<T>> set(Arbitrary<T> values) {
        return values.list().uniqueElements().ofMaxSize(3).injectNull(0.2);
    }

    private static <T> Arbitrary<List<T>> numbered(Arbitrary<T> drafts, BiFunction<Integer, T, T> withId) {
        return drafts.list()
                .ofMaxSize(MOST)
                .map(list -> new ArrayList<>(IntStream.range(0, list.size())
                        .mapToObj(i -> withId.apply(i, list.get(i)))
                        .toList()));
    }
}
