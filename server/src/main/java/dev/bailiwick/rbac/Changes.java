package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The one way in which a tenant's authorization is changed, for good or to see what would come of it. */
interface Changes {

    /**
     * What a change did, for the audit log.
     *
     * @param before what was there, as JSON; empty when nothing was
     * @param after what is there now, as JSON; empty when nothing is
     */
    record Done(String action, String kind, String id, String before, String after) {

        /** What was really put into a set, or nothing when it was all there before. */
        static Optional<Done> ifAdded(List<String> added, String action, String kind, String id) {
            return added.isEmpty() ? Optional.empty() : Optional.of(new Done(action, kind, id, "", Json.text(added)));
        }

        /** What was really taken out of a set, or nothing when none of it was there. */
        static Optional<Done> ifRemoved(List<String> removed, String action, String kind, String id) {
            return removed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Done(action, kind, id, Json.text(removed), ""));
        }
    }

    /** What a change answers, and what it did, if anything. */
    record Outcome<R>(R answer, Optional<Done> done) {}

    /** A change of groups, roles or permissions, or of what hangs on them. The work tells what it did, or that there was nothing to do. */
    default void ofStructure(TenantId tenant, Origin origin, Function<Tx, Optional<Done>> work) {
        answered(tenant, origin, tx -> new Outcome<>(tenant, work.apply(tx)));
    }

    /** {@link #ofStructure} with an answer of the same moment. */
    <R> R answered(TenantId tenant, Origin origin, Function<Tx, Outcome<R>> work);

    /** A change of what users are directly in. The work tells what it did, or that there was nothing to do. */
    void ofUsers(TenantId tenant, Origin origin, Collection<UserId> users, Function<Tx, Optional<Done>> work);

    /**
     * A change of everything at once, or of so much that any user may be in it: what is removed takes the rows of its users
     * along, and nobody else may touch these meanwhile. The work tells what it did, or that there was nothing to do.
     */
    void ofEverything(TenantId tenant, Origin origin, Function<Tx, Optional<Done>> work);

    /** Point reads before a change, which may turn out not to be needed. */
    <R> R look(Function<Tx, R> reads);
}
