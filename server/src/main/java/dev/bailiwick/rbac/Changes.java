package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs changes of a tenant's authorization: each one transaction with its audit entry and the versions that it renews, in
 * the one order of locks that cannot deadlock: first the structure's version, then those of the users, ascending, then rows.
 */
final class Changes {

    private static final int TURNS = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Database database;
    private final VersionStore versions;
    private final VersionBoard board;
    private final AuditLog audit;
    private final Semaphore[] turns =
            Stream.generate(() -> new Semaphore(1, true)).limit(TURNS).toArray(Semaphore[]::new);

    Changes(Database database, VersionStore versions, VersionBoard board, AuditLog audit) {
        this.database = database;
        this.versions = versions;
        this.board = board;
        this.audit = audit;
    }

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
    void ofStructure(TenantId tenant, Origin origin, Function<Tx, Optional<Done>> work) {
        answered(tenant, origin, tx -> new Outcome<>(tenant, work.apply(tx)));
    }

    /** {@link #ofStructure} with an answer of the same moment. */
    <R> R answered(TenantId tenant, Origin origin, Function<Tx, Outcome<R>> work) {
        return alone(tenant, tx -> {
            var structure = versions.renewStructure(tx, tenant);
            publish(tx, tenant, Map.of(Version.STRUCTURE, structure));
            var outcome = work.apply(tx);
            note(tx, tenant, origin, structure, outcome.done);
            return outcome.answer;
        });
    }

    /** A change of what users are directly in. The work tells what it did, or that there was nothing to do. */
    void ofUsers(TenantId tenant, Origin origin, Collection<UserId> users, Function<Tx, Optional<Done>> work) {
        database.change(tx -> {
            if (!users.isEmpty()) {
                publish(tx, tenant, versions.renewUsers(tx, tenant, users));
            }
            work.apply(tx).ifPresent(done -> record(tx, tenant, origin, done));
        });
    }

    /**
     * A change of everything at once, or of so much that any user may be in it: what is removed takes the rows of its users
     * along, and nobody else may touch these meanwhile. The work tells what it did, or that there was nothing to do.
     */
    void ofEverything(TenantId tenant, Origin origin, Function<Tx, Optional<Done>> work) {
        alone(tenant, tx -> {
            var structure = versions.renewStructure(tx, tenant);
            var all = new HashMap<>(versions.renewAllUsers(tx, tenant));
            all.put(Version.STRUCTURE, structure);
            publish(tx, tenant, all);
            note(tx, tenant, origin, structure, work.apply(tx));
            return tenant;
        });
    }

    /**
     * Changes of one tenant's structure follow one another anyway, by the lock on its version. They wait for it here, where
     * waiting costs no connection, so that one tenant's changes leave connections to the others.
     */
    private <R> R alone(TenantId tenant, Function<Tx, R> work) {
        var turn = turns[Math.floorMod(tenant.hashCode(), turns.length)];
        Deadline.acquire(turn, PATIENCE);
        try {
            return database.transaction(work);
        } finally {
            turn.release();
        }
    }

    private void publish(Tx tx, TenantId tenant, Map<Integer, Version> renewed) {
        if (database.isSoleWriter()) {
            board.publishWith(tx, tenant, renewed);
        }
    }

    /** A change that touched nothing leaves its note as well, so that notes are known to be all there are. */
    private void note(Tx tx, TenantId tenant, Origin origin, Version structure, Optional<Done> done) {
        done.ifPresentOrElse(
                what -> {
                    versions.note(tx, tenant, structure, what.kind, what.id);
                    record(tx, tenant, origin, what);
                },
                () -> versions.note(tx, tenant, structure, VersionStore.NOTHING, ""));
    }

    private void record(Tx tx, TenantId tenant, Origin origin, Done done) {
        audit.record(tx, tenant, origin, done.action, done.kind, done.id, done.before, done.after);
    }
}
