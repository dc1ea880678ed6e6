package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.PolicyExplanation.GroupReason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Explanations say what decisions say, and each reason that they give is a fact of the world. */
class PolicyExplainerTest {

    @Property(tries = 3_000)
    void explainsJustWhatIsDecided(
            @ForAll("worlds") World world, @ForAll("users") UserId user, @ForAll("questions") PolicyQuestion question) {
        var explained = explain(world, user, question, "a");

        assertThat(new PolicyDecision(
                        distinct(explained.groups().stream()
                                .map(reason -> reason.group().name())),
                        distinct(explained.roles().stream()
                                .map(reason -> reason.role().name())),
                        distinct(explained.permissions().stream().map(PolicyExplanation.PermissionReason::name))))
                .isEqualTo(NaivePolicy.decide(world, user, question));
    }

    @Property(tries = 3_000)
    void givesReasonsThatAreTrue(
            @ForAll("worlds") World world, @ForAll("users") UserId user, @ForAll("questions") PolicyQuestion question) {
        var explained = explain(world, user, question, null);

        explained.groups().forEach(reason -> assertTrue(reason, world, user, question));
        var mine =
                explained.groups().stream().map(reason -> reason.group().id()).toList();
        for (var reason : explained.roles()) {
            var role = role(world, reason.role().id());
            assertThat(reason.isDirect())
                    .isEqualTo(role.users() != null && role.users().contains(user));
            assertThat(reason.groups().stream().map(GroupSummary::id))
                    .containsExactlyElementsOf(world.groups().stream()
                            .filter(group -> mine.contains(group.id())
                                    && group.roles() != null
                                    && group.roles().contains(role.id()))
                            .map(Group::id)
                            .toList());
            assertThat(reason.isDirect() || !reason.groups().isEmpty()).isTrue();
        }
        var roles = explained.roles().stream().map(reason -> reason.role().id()).toList();
        for (var reason : explained.permissions()) {
            assertThat(reason.roles().stream().map(RoleSummary::id))
                    .isNotEmpty()
                    .containsExactlyElementsOf(world.roles().stream()
                            .filter(role -> roles.contains(role.id())
                                    && role.permissions() != null
                                    && role.permissions().contains(reason.id()))
                            .map(Role::id)
                            .toList());
        }
    }

    /** All their paths together are 200 million groups. */
    @Example
    void explainsALongChainOfGroups() {
        var ids = IntStream.range(0, 20_000).mapToObj(n -> new GroupId("g" + n)).toList();
        var user = new UserId("ad|ann");
        var groups = IntStream.range(0, ids.size())
                .mapToObj(n -> new Group(
                        ids.get(n),
                        "g" + n,
                        "",
                        n == 0 ? List.of(user) : null,
                        n == 0 ? null : List.of(ids.get(n - 1)),
                        null,
                        null))
                .toList();
        var question = new PolicyQuestion(new ClientId("c"), "ad", List.of());

        var reasons = explain(new World(List.of(), groups, List.of(), List.of(), Map.of()), user, question, null)
                .groups();

        assertThat(reasons).hasSameSizeAs(ids);
        for (int n : List.of(0, 1, 10_000, ids.size() - 1)) {
            assertThat(reasons.get(n).path().stream().map(GroupSummary::id))
                    .containsExactlyElementsOf(ids.subList(0, n + 1));
        }
    }

    @Property(tries = 3_000)
    void namesTheRolesThatWouldGiveAPermissionWhichIsMissing(
            @ForAll("worlds") World world,
            @ForAll("users") UserId user,
            @ForAll("questions") PolicyQuestion question,
            @ForAll("names") String name) {
        var missing = explain(world, user, question, name).missing();

        if (NaivePolicy.decide(world, user, question).permissions().contains(name)) {
            assertThat(missing).isNull();
            return;
        }
        var giving = world.roles().stream()
                .filter(role -> role.client().equals(question.client()) && gives(world, role, name))
                .map(Role::id)
                .toList();
        assertThat(Objects.requireNonNull(missing).roles())
                .extracting(each -> each.role().id())
                .containsExactlyElementsOf(giving);
        for (var reason : missing.roles()) {
            assertThat(reason.groups().stream().map(GroupSummary::id))
                    .containsExactlyElementsOf(world.groups().stream()
                            .filter(group -> group.roles() != null
                                    && group.roles().contains(reason.role().id()))
                            .map(Group::id)
                            .toList());
        }
        assertThat(missing.exists())
                .isEqualTo(world.permissions().stream()
                        .anyMatch(each -> each.name().equals(name)));
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
    Arbitrary<String> names() {
        return Arbitraries.of("a", "A", "b", "c", "d", "e");
    }

    private static PolicyExplanation explain(
            World world, UserId user, PolicyQuestion question, @Nullable String permission) {
        return PolicyExplainer.explain(WorldGraph.evidence(world, user), question, permission);
    }

    private static void assertTrue(GroupReason reason, World world, UserId user, PolicyQuestion question) {
        var first = group(world, reason.path().getFirst().id());
        if (reason.mapping() == null) {
            assertThat(first.members()).contains(user);
        } else {
            assertThat(first.mappings()).contains(reason.mapping());
            assertThat(reason.mapping().connectionName()).isEqualTo(question.connectionName());
            var names = Stream.concat(
                            question.providerGroups().stream(),
                            world.groups().stream()
                                    .filter(group -> group.members() != null
                                            && group.members().contains(user))
                                    .map(Group::name))
                    .toList();
            assertThat(names).contains(reason.mapping().groupName());
        }
        for (int i = 1; i < reason.path().size(); i++) {
            assertThat(group(world, reason.path().get(i).id()).nested())
                    .contains(reason.path().get(i - 1).id());
        }
    }

    private static boolean gives(World world, Role role, String name) {
        return role.permissions() != null
                && world.permissions().stream()
                        .anyMatch(each ->
                                each.name().equals(name) && role.permissions().contains(each.id()));
    }

    private static Group group(World world, GroupId id) {
        return world.groups().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Role role(World world, RoleId id) {
        return world.roles().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> distinct(Stream<String> names) {
        return names.distinct().toList();
    }
}
