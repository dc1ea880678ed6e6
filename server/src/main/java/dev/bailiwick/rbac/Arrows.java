package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrows of an {@link AuthorizationGraph}, while it is being put together.
 *
 * @param enclosing from a nested group to each group that directly contains it
 */
record Arrows(Fan enclosing, Fan rolesOfGroup, Fan permissionsOfRole, List<Mapping> mappings) {

    Arrows() {
        this(new Fan(), new Fan(), new Fan(), new ArrayList<>());
    }

    /** A group that has a mapping. */
    record Mapping(int group, String connectionName, String groupName) {}

    /** From each number to some others. */
    static final class Fan {

        private static final int[] NONE = {};

        private final Map<Integer, List<Integer>> targets = new HashMap<>();

        void add(int from, int to) {
            targets.computeIfAbsent(from, _ -> new ArrayList<>()).add(to);
        }

        int[][] toArrays(int size) {
            var arrays = new int[size][];
            for (int from = 0; from < size; from++) {
                var list = targets.get(from);
                arrays[from] = list == null
                        ? NONE
                        : list.stream().mapToInt(Integer::intValue).toArray();
            }
            return arrays;
        }
    }
}
