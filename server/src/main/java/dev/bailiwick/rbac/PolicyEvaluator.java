package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;

/** Decides. A pure function of the evidence and the question. */
final class PolicyEvaluator {

    /** Up to so many names are compared each with each, which costs less than a set of them. */
    private static final int FEW = 64;

    private PolicyEvaluator() {}

    static PolicyDecision decide(Evidence evidence, PolicyQuestion question) {
        var graph = evidence.graph();
        var groups = graph.enclosing(roots(evidence, question));

        var ofClient = graph.rolesOf(question.client());
        var byGroup = graph.rolesOfGroups(groups);
        byGroup.and(ofClient);
        var own = graph.rolesOf(evidence.memberships());
        own.and(ofClient);

        var groupNames = new Names(groups.cardinality());
        for (int group = groups.nextSetBit(0); group >= 0; group = groups.nextSetBit(group + 1)) {
            groupNames.add(graph.group(group).name());
        }
        var roleNames = new Names(byGroup.cardinality() + own.cardinality());
        for (int role = byGroup.nextSetBit(0); role >= 0; role = byGroup.nextSetBit(role + 1)) {
            roleNames.add(graph.role(role).name());
        }
        for (int role = own.nextSetBit(0); role >= 0; role = own.nextSetBit(role + 1)) {
            roleNames.add(graph.role(role).name());
        }
        byGroup.or(own);
        var permissions = graph.permissionsOfRoles(byGroup);
        var permissionNames = new Names(permissions.cardinality());
        for (int each = permissions.nextSetBit(0); each >= 0; each = permissions.nextSetBit(each + 1)) {
            permissionNames.add(graph.permission(each).name());
        }
        return new PolicyDecision(groupNames.list(), roleNames.list(), permissionNames.list());
    }

    /** The groups that the user is in directly or by mapping. */
    static BitSet roots(Evidence evidence, PolicyQuestion question) {
        return roots(evidence, question.connectionName(), question.providerGroups());
    }

    /** The same for whatever client. */
    static BitSet roots(Evidence evidence, String connectionName, List<String> providerGroups) {
        var graph = evidence.graph();
        var direct = graph.groupsOf(evidence.memberships());
        if (!graph.hasMappings(connectionName)) {
            return direct;
        }
        var candidates = new ArrayList<>(providerGroups);
        for (int group = direct.nextSetBit(0); group >= 0; group = direct.nextSetBit(group + 1)) {
            candidates.add(graph.group(group).name());
        }
        var roots = graph.mapped(connectionName, candidates);
        roots.or(direct);
        return roots;
    }

    /** Names in their order, each once. */
    private static final class Names {

        private final String[] names;
        private int size;

        Names(int most) {
            this.names = new String[most];
        }

        void add(String name) {
            if (names.length <= FEW) {
                for (int i = 0; i < size; i++) {
                    if (names[i].equals(name)) {
                        return;
                    }
                }
            }
            names[size++] = name;
        }

        List<String> list() {
            if (names.length <= FEW) {
                return List.of(size == names.length ? names : Arrays.copyOf(names, size));
            }
            return List.copyOf(new LinkedHashSet<>(Arrays.asList(names)));
        }
    }
}
