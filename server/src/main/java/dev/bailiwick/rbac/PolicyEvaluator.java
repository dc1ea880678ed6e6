package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;

/** Decides. A pure function of the evidence and the question. */
final class PolicyEvaluator {

    /** Up to so many names, a small table costs less than a set. */
    private static final int FEW = 64;

    private PolicyEvaluator() {}

    static PolicyDecision decide(Evidence evidence, PolicyQuestion question) {
        var graph = evidence.graph();
        var groups = roots(evidence, question);
        graph.addEnclosing(groups);

        var ofClient = graph.rolesOf(question.client());
        var byGroup = graph.rolesOfGroups(groups);
        byGroup.and(ofClient);
        var own = graph.rolesOf(evidence.memberships());
        own.and(ofClient);

        var groupNames = new Names(graph.groups(), groups.cardinality());
        groupNames.addAll(groups);
        var roleNames = new Names(graph.roles(), byGroup.cardinality() + own.cardinality());
        roleNames.addAll(byGroup);
        roleNames.addAll(own);
        byGroup.or(own);
        var permissions = graph.permissionsOfRoles(byGroup);
        var permissionNames = new Names(graph.permissions(), permissions.cardinality());
        permissionNames.addAll(permissions);
        return new PolicyDecision(groupNames.list(), roleNames.list(), permissionNames.list());
    }

    /** The groups that the user is in directly or by mapping. */
    static BitSet roots(Evidence evidence, PolicyQuestion question) {
        return roots(evidence, question.connectionName(), question.providerGroups());
    }

    /** The same for whatever client. */
    static BitSet roots(Evidence evidence, String connectionName, List<String> providerGroups) {
        var graph = evidence.graph();
        var roots = graph.groupsOf(evidence.memberships());
        if (graph.hasMappings(connectionName)) {
            var names = new ArrayList<String>();
            for (int group = roots.nextSetBit(0); group >= 0; group = roots.nextSetBit(group + 1)) {
                names.add(graph.group(group).name());
            }
            graph.addMapped(roots, connectionName, names);
            graph.addMapped(roots, connectionName, providerGroups);
        }
        return roots;
    }

    /** Names in their order, each once. A few are found again by a small table, many by a set that no choice of names slows. */
    private static final class Names {

        private final Nodes<?> nodes;
        private final String[] names;
        private final int[] hashes;
        private final byte[] table;
        private int size;

        Names(Nodes<?> nodes, int most) {
            this.nodes = nodes;
            this.names = new String[most];
            this.hashes = new int[most];
            this.table = new byte[most > FEW || most < 2 ? 0 : Integer.highestOneBit(most) * 4];
        }

        void addAll(BitSet positions) {
            for (int position = positions.nextSetBit(0); position >= 0; position = positions.nextSetBit(position + 1)) {
                add(nodes.name(position), nodes.hash(position));
            }
        }

        private void add(String name, int hash) {
            if (table.length > 0) {
                int slot = (hash ^ hash >>> 16) & table.length - 1;
                while (table[slot] != 0) {
                    int other = table[slot] - 1;
                    if (hashes[other] == hash && names[other].equals(name)) {
                        return;
                    }
                    slot = slot + 1 & table.length - 1;
                }
                table[slot] = (byte) (size + 1);
            }
            hashes[size] = hash;
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
