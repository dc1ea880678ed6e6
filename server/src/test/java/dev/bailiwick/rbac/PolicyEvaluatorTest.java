package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.client.ClientId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decisions are those of the original, on its own worked example and on any world. */
class PolicyEvaluatorTest {

    private static final World WORKED_EXAMPLE = workedExample();

    @Property(tries = 5_000)
    void decidesAsTheDescriptionOfTheOriginalSays(
            @ForAll("worlds") World world, @ForAll("users") UserId user, @ForAll("questions") PolicyQuestion question) {
        assertThat(PolicyEvaluator.decide(WorldGraph.evidence(world, user), question))
                .isEqualTo(NaivePolicy.decide(world, user, question));
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

    @Test
    void mapsFromTheNameOfALocalGroupThatTheUserIsDirectlyInAndRisesThroughACycle() {
        assertThat(decide("u11", "app1", "ad"))
                .isEqualTo(new PolicyDecision(
                        List.of("A", "B", "C", "E", "Gx"),
                        List.of("rC", "rA", "rE", "rDirect"),
                        List.of("p3", "p2", "p1")));
    }

    @Test
    void mapsFromADirectGroupAndNotFromItsParents() {
        assertThat(decide("u10", "app1", "ad"))
                .isEqualTo(new PolicyDecision(
                        List.of("A", "B", "C", "E", "Gx", "H"), List.of("rC", "rA", "rE"), List.of("p3", "p2", "p1")));
    }

    @Test
    void showsTheSameGroupsAndOtherRolesInAnotherClient() {
        assertThat(decide("u10", "app2", "ad"))
                .isEqualTo(new PolicyDecision(List.of("A", "B", "C", "E", "Gx", "H"), List.of("rB"), List.of("p3")));
    }

    @Test
    void givesNoRolesInAnUnknownClient() {
        assertThat(decide("u10", "unknown", "ad"))
                .isEqualTo(new PolicyDecision(List.of("A", "B", "C", "E", "Gx", "H"), List.of(), List.of()));
    }

    @Test
    void usesNoMappingOfAnotherConnection() {
        assertThat(decide("u11", "app1", "other", "idp-admins"))
                .isEqualTo(new PolicyDecision(
                        List.of("A", "B", "C"), List.of("rC", "rA", "rDirect"), List.of("p2", "p1")));
    }

    @Test
    void mapsAStrangerByTheGroupsOfTheProviderAndShowsNoneOfThem() {
        assertThat(decide("u12", "app1", "ad", "idp-admins", "C", "zz"))
                .isEqualTo(new PolicyDecision(List.of("D", "E", "Gx"), List.of("rE"), List.of("p3")));
    }

    @Test
    void comparesConnectionsAndGroupNamesExactly() {
        var nothing = new PolicyDecision(List.of(), List.of(), List.of());

        assertThat(decide("u12", "app1", "AD", "idp-admins", "C", "zz")).isEqualTo(nothing);
        assertThat(decide("u12", "app1", "ad", "IDP-admins")).isEqualTo(nothing);
    }

    @Test
    void walksACycleOfTenThousandGroups() {
        int count = 10_000;
        var groups = IntStream.range(0, count)
                .mapToObj(i ->
                        group("g" + i, i == 0 ? List.of("u") : null, List.of("g" + (i + 1) % count), null, List.of()))
                .toList();
        var world = new World(List.of("groups"), groups, List.of(), List.of(), Map.of());

        var decision = PolicyEvaluator.decide(WorldGraph.evidence(world, new UserId("u")), question("app1", "ad"));

        assertThat(decision.groups()).isEqualTo(groups.stream().map(Group::name).toList());
    }

    @Test
    void forgetsMembershipsInWhatIsNoMore() {
        var evidence = new Evidence(WorldGraph.graph(WORKED_EXAMPLE), new Memberships(List.of(1L, 999L), List.of(2L)));

        assertThat(PolicyEvaluator.decide(evidence, question("app1", "ad")))
                .isEqualTo(new PolicyDecision(List.of(), List.of(), List.of()));
    }

    private static PolicyDecision decide(String user, String client, String connection, String... providerGroups) {
        var decision = PolicyEvaluator.decide(
                WorldGraph.evidence(WORKED_EXAMPLE, new UserId(user)), question(client, connection, providerGroups));
        assertThat(NaivePolicy.decide(WORKED_EXAMPLE, new UserId(user), question(client, connection, providerGroups)))
                .isEqualTo(decision);
        return decision;
    }

    private static PolicyQuestion question(String client, String connection, String... providerGroups) {
        return new PolicyQuestion(new ClientId(client), connection, List.of(providerGroups));
    }

    /** Reference, section 3: what was asked of the running original. */
    private static World workedExample() {
        return new World(
                List.of("groups", "roles", "permissions"),
                List.of(
                        group("A", null, List.of("B"), List.of("rA"), List.of()),
                        group("B", List.of("u10"), List.of("C"), List.of("rB"), List.of()),
                        group("C", List.of("u11", "u10"), List.of("A"), List.of("rC"), List.of()),
                        group("D", null, null, null, List.of("idp-admins")),
                        group("E", null, null, List.of("rE"), List.of("C")),
                        group("F", null, null, null, List.of("E")),
                        group("Gx", null, List.of("E"), null, List.of()),
                        group("H", null, null, null, List.of("B"))),
                List.of(
                        role("rC", "app1", List.of("p1"), null),
                        role("rA", "app1", List.of("p2"), null),
                        role("rB", "app2", List.of("p3"), null),
                        role("rE", "app1", List.of("p3", "dangling"), null),
                        role("rDirect", "app1", List.of(), List.of("u11"))),
                List.of(permission("p3", "app2"), permission("p2", "app1"), permission("p1", "app1")),
                Map.of());
    }

    private static Group group(
            String name,
            @Nullable List<String> members,
            @Nullable List<String> nested,
            @Nullable List<String> roles,
            List<String> mapped) {
        return new Group(
                new GroupId(name),
                name,
                "",
                members == null ? null : members.stream().map(UserId::new).toList(),
                nested == null ? null : nested.stream().map(GroupId::new).toList(),
                roles == null ? null : roles.stream().map(RoleId::new).toList(),
                mapped.stream().map(from -> new GroupMapping("m", from, "ad")).toList());
    }

    private static Role role(String name, String client, List<String> permissions, @Nullable List<String> users) {
        return new Role(
                new RoleId(name),
                new ClientId(client),
                "client",
                name,
                "",
                permissions.stream().map(PermissionId::new).toList(),
                users == null ? null : users.stream().map(UserId::new).toList());
    }

    private static Permission permission(String name, String client) {
        return new Permission(new PermissionId(name), new ClientId(client), "client", name, "");
    }
}
