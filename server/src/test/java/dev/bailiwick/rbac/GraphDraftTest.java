package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.AuthorizationGraph.GroupNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A graph that was brought up to date decides like one that was loaded anew, and the old one goes on as it was. */
class GraphDraftTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Property(tries = 2_000)
    void decidesTheSameAfterSomeObjectsWereChanged(
            @ForAll("worlds") World before,
            @ForAll("worlds") World other,
            @ForAll("places") Set<Integer> places,
            @ForAll("users") UserId user,
            @ForAll("questions") PolicyQuestion question) {
        var after = new World(
                before.collections(),
                mixed(before.groups(), other.groups(), places),
                mixed(before.roles(), other.roles(), places),
                mixed(before.permissions(), other.permissions(), places),
                Map.of());
        var old = WorldGraph.graph(before);
        var touched = new GraphDraft.Touched(
                ids(places, after.groups(), Group::id),
                ids(places, after.roles(), Role::id),
                ids(places, after.permissions(), Permission::id));

        var present = only(touched, WorldGraph.rows(after));
        var renewed =
                GraphDraft.of(old).put(present).removeAbsent(touched, present).graph(new Version(2, 2));

        assertThat(decide(renewed, after, user, question)).isEqualTo(NaivePolicy.decide(after, user, question));
        assertThat(decide(old, before, user, question)).isEqualTo(NaivePolicy.decide(before, user, question));
    }

    @Property(tries = 2_000)
    void decidesTheSameAfterTheLastObjectsWereAddedOrRemoved(
            @ForAll("worlds") World before,
            @ForAll("worlds") World after,
            @ForAll("users") UserId user,
            @ForAll("questions") PolicyQuestion question) {
        var touched = new GraphDraft.Touched(
                ids(before.groups(), after.groups(), Group::id),
                ids(before.roles(), after.roles(), Role::id),
                ids(before.permissions(), after.permissions(), Permission::id));

        var present = WorldGraph.rows(after);
        var renewed = GraphDraft.of(WorldGraph.graph(before))
                .put(present)
                .removeAbsent(touched, present)
                .graph(new Version(2, 2));

        assertThat(decide(renewed, after, user, question)).isEqualTo(NaivePolicy.decide(after, user, question));
    }

    /** One by one, to take them in and to remove them again took a minute and a half. */
    @Example
    void takesInManyGroupsAroundOneThatAreMappedFromOneName() {
        var inner = row(0, List.of(), List.of());
        var outer = LongStream.rangeClosed(1, 100_000)
                .mapToObj(seq -> row(seq, List.of(0L), List.of(new GroupMapping("m" + seq, "staff", "ad"))))
                .toList();
        var all = Stream.concat(Stream.of(inner), outer.stream()).toList();
        var none = new Memberships(List.of(), List.of());
        var member = new Memberships(List.of(0L), List.of());
        var question = new PolicyQuestion(new ClientId("c"), "ad", List.of("staff"));

        var full = assertTimeoutPreemptively(
                PATIENCE,
                () -> GraphDraft.empty()
                        .put(new GraphDraft.Rows(all, List.of(), List.of()))
                        .graph(new Version(1, 1)));
        var touched = new GraphDraft.Touched(ids(outer, row -> row.node().id()), new HashSet<>(), new HashSet<>());
        var empty = assertTimeoutPreemptively(
                PATIENCE,
                () -> GraphDraft.of(full)
                        .removeAbsent(touched, new GraphDraft.Rows(List.of(), List.of(), List.of()))
                        .graph(new Version(2, 2)));

        assertThat(PolicyEvaluator.decide(new Evidence(full, none), question).groups())
                .hasSize(outer.size());
        assertThat(PolicyEvaluator.decide(new Evidence(full, member), question).groups())
                .hasSize(all.size());
        assertThat(PolicyEvaluator.decide(new Evidence(empty, none), question).groups())
                .isEmpty();
        assertThat(PolicyEvaluator.decide(new Evidence(empty, member), question).groups())
                .containsExactly("g0");
    }

    private static GraphDraft.GroupRow row(long seq, List<Long> nested, List<GroupMapping> mappings) {
        var node = new GroupNode(seq, new GroupId("g" + seq), "g" + seq, "");
        return new GraphDraft.GroupRow(node, nested, List.of(), mappings);
    }

    @Provide
    Arbitrary<World> worlds() {
        return RandomWorlds.worlds();
    }

    @Provide
    Arbitrary<UserId> users() {
        return RandomWorlds.users();
    }

    @Provide
    Arbitrary<PolicyQuestion> questions() {
        return RandomWorlds.questions();
    }

    @Provide
    Arbitrary<Set<Integer>> places() {
        return Arbitraries.integers().between(0, 6).set().ofMaxSize(3);
    }

    private static PolicyDecision decide(AuthorizationGraph graph, World world, UserId user, PolicyQuestion question) {
        return PolicyEvaluator.decide(new Evidence(graph, WorldGraph.memberships(world, user)), question);
    }

    /** The first list with objects of the other at some places. */
    private static <T> List<T> mixed(List<T> all, List<T> other, Set<Integer> places) {
        var mixed = new ArrayList<>(all);
        places.stream().filter(i -> i < all.size() && i < other.size()).forEach(i -> mixed.set(i, other.get(i)));
        return mixed;
    }

    private static <T, K> Set<K> ids(Set<Integer> places, List<T> all, Function<T, K> id) {
        var ids = new HashSet<K>();
        places.stream().filter(i -> i < all.size()).forEach(i -> ids.add(id.apply(all.get(i))));
        return ids;
    }

    private static <T, K> Set<K> ids(List<T> all, Function<T, K> id) {
        return ids(all, List.of(), id);
    }

    private static <T, K> Set<K> ids(List<T> before, List<T> after, Function<T, K> id) {
        var ids = new HashSet<K>();
        before.forEach(each -> ids.add(id.apply(each)));
        after.forEach(each -> ids.add(id.apply(each)));
        return ids;
    }

    private static GraphDraft.Rows only(GraphDraft.Touched touched, GraphDraft.Rows all) {
        return new GraphDraft.Rows(
                some(all.groups(), row -> touched.groups().contains(row.node().id())),
                some(all.roles(), row -> touched.roles().contains(row.node().id())),
                some(all.permissions(), node -> touched.permissions().contains(node.id())));
    }

    private static <T> List<T> some(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).toList();
    }
}
