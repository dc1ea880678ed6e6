package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs changes of a tenant's authorization: each one transaction with its audit entry and the versions that it renews, in
 * the one order of locks that cannot deadlock. Structure is locked before everything else, users after everything else.
 */
final class Changes {

    private final Database database;
    private final VersionStore versions;
    private final VersionBoard board;
    private final AuditLog audit;

    Changes(Database database, VersionStore versions, VersionBoard board, AuditLog audit) {
        this.database = database;
        this.versions = versions;
        this.board = board;
        this.audit = audit;
    }

    /**
     * What a change did, for the audit log.
     *
     * @param detail what changed, for people
     */
    record Done(String action, String kind, String id, String detail) {

        /** Nothing when no row was touched; else a list of what was. */
        static Optional<Done> ifAny(int touched, String action, String kind, String id, List<String> values) {
            return touched == 0 ? Optional.empty() : Optional.of(new Done(action, kind, id, String.join(" ", values)));
        }
    }

    /** A change of groups, roles or permissions, or of what hangs on them. The work tells what it did, or that there was nothing to do. */
    void ofStructure(TenantId tenant, Origin origin, Function<Tx, Optional<Done>> work) {
        database.change(tx -> {
            var structure = versions.renewStructure(tx, tenant);
            board.publishWith(tx, tenant, Map.of(Version.STRUCTURE, structure));
            work.apply(tx).ifPresent(done -> {
                versions.note(tx, tenant, structure, done.kind, done.id);
                record(tx, tenant, origin, done);
            });
        });
    }

    /** A change of what users are directly in. The work tells what it did, or that there was nothing to do. */
    void ofUsers(TenantId tenant, Origin origin, Collection<UserId> users, Function<Tx, Optional<Done>> work) {
        database.change(tx -> work.apply(tx).ifPresent(done -> {
            record(tx, tenant, origin, done);
            board.publishWith(tx, tenant, versions.renewUsers(tx, tenant, users));
        }));
    }

    /** A change of everything at once, which locks the structure, does its work, and then renews all users. */
    void ofEverything(TenantId tenant, Origin origin, Function<Tx, Done> work) {
        database.change(tx -> {
            var structure = versions.renewStructure(tx, tenant);
            var done = work.apply(tx);
            versions.note(tx, tenant, structure, done.kind, done.id);
            record(tx, tenant, origin, done);
            versions.renewAllUsers(tx, tenant);
            board.publishWith(tx, tenant, versions.all(tx, tenant));
        });
    }

    private void record(Tx tx, TenantId tenant, Origin origin, Done done) {
        audit.record(tx, tenant, origin, done.action, done.kind, done.id, done.detail);
    }
}
