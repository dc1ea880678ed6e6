package dev.bailiwick.crash;

import java.util.List;
import java.util.Map;

/**
 * What is there after a restart.
 *
 * @param members of each group, as the export lists them
 * @param audit the marks of all audited changes of members, each with its request id, in no order
 */
record State(Map<String, List<String>> members, List<Audited> audit) {

    State {
        members = Map.copyOf(members);
        audit = List.copyOf(audit);
    }

    /**
     * A row of the audit log.
     *
     * @param mark as {@link Change#mark}
     */
    record Audited(String mark, String requestId) {}
}
