package dev.bailiwick.rbac;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;

/**
 * Tells whether a history of concurrent operations could have happened one after the other, each at one moment between
 * its invocation and its return: Wing and Gong's search, with Lowe's memory of what was tried.
 */
final class Linearizability {

    /** The operation cannot have had its answer in that state. */
    static final int IMPOSSIBLE = -1;

    private static final int MOST = 62;

    private Linearizability() {}

    /** What an operation does to a state, a small number, given the answer that it gave. */
    @FunctionalInterface
    interface Step {
        int apply(int state);
    }

    /** An operation between two moments of one clock. */
    record Operation(long invoked, long returned, Step step) {}

    private record Attempt(long done, int state) {}

    /** Whether the history has an order that its answers and its moments allow. */
    static boolean holds(List<Operation> history, int initial) {
        if (history.size() > MOST) {
            throw new IllegalArgumentException("a history of more than " + MOST + " operations");
        }
        long all = (1L << history.size()) - 1;
        var tried = new HashSet<Attempt>();
        var open = new ArrayDeque<Attempt>();
        open.push(new Attempt(0, initial));
        while (!open.isEmpty()) {
            var attempt = open.pop();
            if (attempt.done == all) {
                return true;
            }
            long earliest = earliestReturn(history, attempt.done);
            for (int i = 0; i < history.size(); i++) {
                var next = history.get(i);
                if ((attempt.done & 1L << i) == 0 && next.invoked <= earliest) {
                    int state = next.step.apply(attempt.state);
                    var further = new Attempt(attempt.done | 1L << i, state);
                    if (state != IMPOSSIBLE && tried.add(further)) {
                        open.push(further);
                    }
                }
            }
        }
        return false;
    }

    /** Whatever has not happened yet cannot be overtaken by what was invoked after its return. */
    private static long earliestReturn(List<Operation> history, long done) {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < history.size(); i++) {
            if ((done & 1L << i) == 0) {
                earliest = Math.min(earliest, history.get(i).returned);
            }
        }
        return earliest;
    }
}
