package dev.bailiwick.rbac;

import dev.bailiwick.rbac.PolicyExplanation.GivingRole;
import dev.bailiwick.rbac.PolicyExplanation.GroupReason;
import dev.bailiwick.rbac.PolicyExplanation.MissingPermission;
import dev.bailiwick.rbac.PolicyExplanation.PermissionReason;
import dev.bailiwick.rbac.PolicyExplanation.RoleReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private final BitSet direct;
    private final Set<String> names;

    private PolicyExplainer(Evidence evidence, PolicyQuestion question) {
        this.graph = evidence.graph();
        this.evidence = evidence;
        this.question = question;
        this.direct = graph.groupsOf(evidence.memberships());
        this.names = new HashSet<>(question.providerGroups());
        direct.stream().forEach(member -> names.add(graph.group(member).name()));
    }

    /** Says why, and what would give a permission of this name if the user does not have it. */
    static PolicyExplanation explain(Evidence evidence, PolicyQuestion question, @Nullable String permission) {
        return new PolicyExplainer(evidence, question).explain(permission);
    }

    private PolicyExplanation explain(@Nullable String permission) {
        var roots = PolicyEvaluator.roots(evidence, question);
        var groups = graph.enclosing(roots);
        var reasons = reasons(roots);

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
        var groupsOf = pointing(groups.stream(), graph.arrows()::rolesOfGroup, roles, this::group);
        var rolesOf = pointing(roles.stream(), graph.arrows()::permissionsOfRole, permissions, this::summary);

        return new PolicyExplanation(
                each(groups.stream(), reasons::get),
                each(
                        IntStream.concat(byGroup.stream(), ownOnly.stream()),
                        role -> new RoleReason(summary(role), own.get(role), groupsOf.getOrDefault(role, List.of()))),
                each(permissions.stream(), given -> reason(given, rolesOf.getOrDefault(given, List.of()))),
                permission == null || has(permissions, permission) ? null : missing(permission, ofClient));
    }

    /** Of these groups and of each around one of them: from the one nested in it by which it was reached first, which is the nearest way. */
    private Map<Integer, GroupReason> reasons(BitSet roots) {
        var reasons = new HashMap<Integer, GroupReason>();
        var unexplored = new ArrayDeque<Integer>();
        roots.stream().forEach(root -> {
            reasons.put(root, GroupReason.root(group(root), direct.get(root) ? null : mappingInto(root)));
            unexplored.add(root);
        });
        while (!unexplored.isEmpty()) {
            int inner = unexplored.remove();
            var reason = Objects.requireNonNull(reasons.get(inner));
            for (int outer : graph.arrows().enclosing(inner)) {
                if (!reasons.containsKey(outer)) {
                    reasons.put(outer, reason.around(group(outer)));
                    unexplored.add(outer);
                }
            }
        }
        return reasons;
    }

    private GroupMapping mappingInto(int group) {
        return graph.arrows().mappingsOfGroup(group).stream()
                .filter(mapping -> mapping.connectionName().equals(question.connectionName())
                        && names.contains(mapping.groupName()))
                .findFirst()
                .orElseThrow();
    }

    private PermissionReason reason(int permission, List<RoleSummary> roles) {
        var node = graph.permission(permission);
        return new PermissionReason(node.id(), node.name(), roles);
    }

    private boolean has(BitSet permissions, String name) {
        return permissions.stream()
                .anyMatch(each -> graph.permission(each).name().equals(name));
    }

    private MissingPermission missing(String name, BitSet ofClient) {
        var named = new BitSet();
        graph.permissions().positions(node -> node.name().equals(name)).forEach(named::set);
        var giving = new BitSet();
        ofClient.stream()
                .filter(role ->
                        Arrays.stream(graph.arrows().permissionsOfRole(role)).anyMatch(named::get))
                .forEach(giving::set);
        var groupsOf = pointing(graph.groups().positions(_ -> true), graph.arrows()::rolesOfGroup, giving, this::group);
        return new MissingPermission(
                name,
                !named.isEmpty(),
                each(giving.stream(), role -> new GivingRole(summary(role), groupsOf.getOrDefault(role, List.of()))));
    }

    /** What points to each of these targets, in its order. */
    private static <T> Map<Integer, List<T>> pointing(
            IntStream sources, IntFunction<int[]> arrows, BitSet targets, IntFunction<T> told) {
        var pointing = new HashMap<Integer, List<T>>();
        sources.forEach(source -> {
            var wanted =
                    Arrays.stream(arrows.apply(source)).filter(targets::get).toArray();
            if (wanted.length > 0) {
                var each = told.apply(source);
                for (int target : wanted) {
                    pointing.computeIfAbsent(target, _ -> new ArrayList<>()).add(each);
                }
            }
        });
        return pointing;
    }

    private GroupSummary group(int group) {
        var node = graph.group(group);
        return new GroupSummary(node.id(), node.name(), node.description());
    }

    private RoleSummary summary(int role) {
        var node = graph.role(role);
        return new RoleSummary(node.id(), node.client(), node.name(), node.description());
    }

    private static <T> List<T> each(IntStream numbers, IntFunction<T> mapping) {
        return numbers.mapToObj(mapping).map(Objects::requireNonNull).toList();
    }
}
