package dev.bailiwick.rbac;

import dev.bailiwick.rbac.GraphDraft.Rows;
import dev.bailiwick.rbac.VersionStore.Change;
import java.util.List;
import java.util.Optional;

/**
 * What has become of a structure since a graph of it was made, read with the version in one snapshot.
 *
 * @param changes the change that made the graph's version, and those after it
 * @param present what they touched, as far as it is there
 */
record News(List<Change> changes, Rows present) {

    /** Brings the graph to the version with which this was read; empty when this is not all that happened since. */
    Optional<AuthorizationGraph> after(AuthorizationGraph older, Version now) {
        if (older.version().isSameStateAs(now)) {
            return Optional.of(older);
        }
        return VersionStore.touched(older.version(), now, changes)
                .map(touched -> GraphDraft.of(older)
                        .put(present)
                        .removeAbsent(touched, present)
                        .graph(now));
    }
}
