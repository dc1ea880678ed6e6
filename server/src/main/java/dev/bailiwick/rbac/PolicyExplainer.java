package dev.bailiwick.rbac;

import dev.bailiwick.rbac.PolicyExplanation.GivingRole;
import dev.bailiwick.rbac.PolicyExplanation.GroupReason;
import dev.bailiwick.rbac.PolicyExplanation.MissingPermission;
import dev.bailiwick.rbac.PolicyExplanation.PermissionReason;
import dev.bailiwick.rbac.PolicyExplanation.RoleReason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Explains one decision. Pure, as the {@link PolicyEvaluator} is, and by the same rules. */
final class PolicyExplainer {

    private final AuthorizationGraph graph;
    private final Evidence evidence;
    private final PolicyQuestion question;
    private final Set<String> names;

    private PolicyExplainer(Evidence evidence, PolicyQuestion question) {
        this.graph = evidence.graph();
        this.evidence = evidence;
        this.question = question;
        this.names = new HashSet<>(question.providerGroups());
        graph.groupsOf(evidence.memberships()).stream()
                .forEach(member -> names.add(graph.group(member).name()));
    }

    /** Says why, and what would give a permission of this name if the user does not have it. */
    static PolicyExplanation explain(Evidence evidence, PolicyQuestion question, @Nullable String permission) {
        return new PolicyExplainer(evidence, question).explain(permission);
    }

    private PolicyExplanation explain(@Nullable String permission) {
        var direct = graph.groupsOf(evidence.memberships());
        var roots = PolicyEvaluator.roots(evidence, question);
        var groups = graph.enclosing(roots);
        var inner = innerGroups(roots);

        var ofClient = graph.rolesOf(question.client());
        var byGroup = graph.rolesOfGroups(groups);
        byGroup.and(ofClient);
        var own = graph.rolesOf(evidence.memberships());
        own.and(ofClient);
        var ownOnly = (BitSet) own.clone();
        ownOnly.andNot(byGroup);
        var roles = (BitSet) byGroup.clone();
        roles.or(own);
        var permissions = graph.permissionsOfRoles(roles);

        return new PolicyExplanation(
                each(groups.stream(), group -> reason(path(group, inner), direct)),
                each(
                        IntStream.concat(byGroup.stream(), ownOnly.stream()),
                        role -> new RoleReason(summary(role), own.get(role), groupsWith(role, groups.stream()))),
                each(permissions.stream(), given -> reason(given, roles)),
                permission == null || has(permissions, permission) ? null : missing(permission, ofClient));
    }

    /** For each group around one of these: the one nested in it by which it was reached first, which is the nearest way. */
    private Map<Integer, Integer> innerGroups(BitSet roots) {
        var inner = new HashMap<Integer, Integer>();
        var unexplored = new ArrayDeque<Integer>();
        roots.stream().forEach(unexplored::add);
        while (!unexplored.isEmpty()) {
            int group = unexplored.remove();
            for (int outer : graph.arrows().enclosing(group)) {
                if (!roots.get(outer) && inner.putIfAbsent(outer, group) == null) {
                    unexplored.add(outer);
                }
            }
        }
        return inner;
    }

    private static List<Integer> path(int group, Map<Integer, Integer> inner) {
        var path = new ArrayDeque<>(List.of(group));
        for (var next = inner.get(group); next != null; next = inner.get(next)) {
            path.addFirst(next);
        }
        return List.copyOf(path);
    }

    private GroupReason reason(List<Integer> path, BitSet direct) {
        int first = path.getFirst();
        return new GroupReason(
                direct.get(first) ? null : mappingInto(first),
                path.stream().map(this::group).toList());
    }

    private GroupMapping mappingInto(int group) {
        return graph.arrows().mappingsOfGroup(group).stream()
                .filter(mapping -> mapping.connectionName().equals(question.connectionName())
                        && names.contains(mapping.groupName()))
                .findFirst()
                .orElseThrow();
    }

    private PermissionReason reason(int permission, BitSet roles) {
        var node = graph.permission(permission);
        return new PermissionReason(
                node.id(), node.name(), each(roles.stream().filter(role -> gives(role, permission)), this::summary));
    }

    private boolean has(BitSet permissions, String name) {
        return permissions.stream()
                .anyMatch(each -> graph.permission(each).name().equals(name));
    }

    private MissingPermission missing(String name, BitSet ofClient) {
        var named =
                graph.permissions().positions(node -> node.name().equals(name)).toArray();
        return new MissingPermission(
                name,
                named.length > 0,
                each(
                        ofClient.stream().filter(role -> Arrays.stream(named).anyMatch(each -> gives(role, each))),
                        role -> new GivingRole(
                                summary(role), groupsWith(role, graph.groups().positions(_ -> true)))));
    }

    private boolean gives(int role, int permission) {
        return contains(graph.arrows().permissionsOfRole(role), permission);
    }

    private List<GroupSummary> groupsWith(int role, IntStream groups) {
        return each(groups.filter(group -> contains(graph.arrows().rolesOfGroup(group), role)), this::group);
    }

    private GroupSummary group(int group) {
        var node = graph.group(group);
        return new GroupSummary(node.id(), node.name(), node.description());
    }

    private RoleSummary summary(int role) {
        var node = graph.role(role);
        return new RoleSummary(node.id(), node.client(), node.name(), node.description());
    }

    private static boolean contains(int[] targets, int wanted) {
        return Arrays.stream(targets).anyMatch(target -> target == wanted);
    }

    private static <T> List<T> each(IntStream numbers, IntFunction<T> mapping) {
        return numbers.mapToObj(mapping).map(Objects::requireNonNull).toList();
    }
}
