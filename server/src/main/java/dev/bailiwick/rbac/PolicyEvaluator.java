package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.IntFunction;

/** Decides. A pure function of the evidence and the question. */
final class PolicyEvaluator {

    private PolicyEvaluator() {}

    static PolicyDecision decide(Evidence evidence, PolicyQuestion question) {
        var graph = evidence.graph();
        var groups = graph.enclosing(roots(evidence, question));

        var ofClient = graph.rolesOf(question.client());
        var byGroup = graph.rolesOfGroups(groups);
        byGroup.and(ofClient);
        var own = graph.rolesOf(evidence.memberships());
        own.and(ofClient);
        var all = (BitSet) byGroup.clone();
        all.or(own);

        var roleNames = names(byGroup, role -> graph.role(role).name());
        roleNames.addAll(names(own, role -> graph.role(role).name()));
        return new PolicyDecision(
                List.copyOf(names(groups, group -> graph.group(group).name())),
                List.copyOf(roleNames),
                List.copyOf(names(
                        graph.permissionsOfRoles(all),
                        permission -> graph.permission(permission).name())));
    }

    /** The groups that the user is in directly or by mapping. */
    static BitSet roots(Evidence evidence, PolicyQuestion question) {
        var graph = evidence.graph();
        var direct = graph.groupsOf(evidence.memberships());
        var candidates = new ArrayList<>(question.providerGroups());
        for (int group = direct.nextSetBit(0); group >= 0; group = direct.nextSetBit(group + 1)) {
            candidates.add(graph.group(group).name());
        }
        var roots = graph.mapped(question.connectionName(), candidates);
        roots.or(direct);
        return roots;
    }

    private static SequencedSet<String> names(BitSet nodes, IntFunction<String> name) {
        var names = new LinkedHashSet<String>();
        for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
            names.add(name.apply(node));
        }
        return names;
    }
}
