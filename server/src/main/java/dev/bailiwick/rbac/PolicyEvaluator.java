package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decides. A pure function of the evidence and the question. */
final class PolicyEvaluator {

    private PolicyEvaluator() {}

    static PolicyDecision decide(Evidence evidence, PolicyQuestion question) {
        var graph = evidence.graph();
        var direct = graph.groupsOf(evidence.memberships());
        var candidates = new ArrayList<>(question.providerGroups());
        direct.stream().forEach(group -> candidates.add(graph.group(group).name()));

        var groups = graph.mapped(question.connectionName(), candidates);
        groups.or(direct);
        groups = graph.enclosing(groups);

        var byGroup = ofClient(graph, graph.rolesOfGroups(groups), question);
        var own = ofClient(graph, graph.rolesOf(evidence.memberships()), question);
        var roles = (BitSet) byGroup.clone();
        roles.or(own);
        return new PolicyDecision(
                distinct(groups.stream().mapToObj(group -> graph.group(group).name())),
                distinct(IntStream.concat(byGroup.stream(), own.stream())
                        .mapToObj(role -> graph.role(role).name())),
                distinct(graph.permissionsOfRoles(roles).stream().mapToObj(graph::permission)));
    }

    private static BitSet ofClient(AuthorizationGraph graph, BitSet roles, PolicyQuestion question) {
        var kept = new BitSet();
        roles.stream()
                .filter(role -> graph.role(role).client().equals(question.client()))
                .forEach(kept::set);
        return kept;
    }

    private static List<String> distinct(Stream<String> names) {
        return names.distinct().toList();
    }
}
