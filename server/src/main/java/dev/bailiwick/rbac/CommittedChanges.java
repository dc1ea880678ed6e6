package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Turns;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes that are made: each one transaction with its audit entry and the versions that it renews, in the one order of
 * locks that cannot deadlock: first the structure's version, then those of the users, ascending, then rows.
 */
final class CommittedChanges implements Changes {

    private final Database database;
    private final VersionStore versions;
    private final VersionBoard board;
    private final AuditLog audit;
    private final Turns turns;

    CommittedChanges(Database database, VersionStore versions, VersionBoard board, AuditLog audit) {
        this.database = database;
        this.versions = versions;
        this.board = board;
        this.audit = audit;
        this.turns = new Turns(database);
    }

    @Override
    public <R> R answered(TenantId tenant, Origin origin, Function<Tx, Outcome<R>> work) {
        return alone(
                tenant,
                () -> database.transaction(tx -> {
                    var structure = versions.renewStructure(tx, tenant);
                    publish(tx, tenant, Map.of(Version.STRUCTURE, structure));
                    var outcome = work.apply(tx);
                    note(tx, tenant, origin, structure, outcome.done());
                    return outcome.answer();
                }));
    }

    @Override
    public void ofUsers(TenantId tenant, Origin origin, Collection<UserId> users, Function<Tx, Optional<Done>> work) {
        database.change(tx -> {
            if (!users.isEmpty()) {
                publish(tx, tenant, versions.renewUsers(tx, tenant, users));
            }
            work.apply(tx).ifPresent(done -> record(tx, tenant, origin, done));
        });
    }

    @Override
    public void ofEverything(TenantId tenant, Origin origin, Function<Tx, Optional<Done>> work) {
        alone(
                tenant,
                () -> database.transaction(tx -> {
                    var structure = versions.renewStructure(tx, tenant);
                    var all = new HashMap<>(versions.renewAllUsers(tx, tenant));
                    all.put(Version.STRUCTURE, structure);
                    publish(tx, tenant, all);
                    note(tx, tenant, origin, structure, work.apply(tx));
                    return tenant;
                }));
    }

    @Override
    public <R> R look(Function<Tx, R> reads) {
        return database.read(reads);
    }

    /**
     * Does the work behind the locks of a change of everything, and unwinds it. What was renewed is noted, so that a graph
     * can be brought up to date inside as anywhere.
     */
    <R> R unwound(TenantId tenant, Function<Tx, R> work) {
        return alone(
                tenant,
                () -> database.unwound(tx -> {
                    var structure = versions.renewStructure(tx, tenant);
                    versions.note(tx, tenant, structure, VersionStore.NOTHING, "");
                    versions.renewAllUsers(tx, tenant);
                    return work.apply(tx);
                }));
    }

    /** By the lock on the version of the tenant's structure. */
    private <R> R alone(TenantId tenant, Supplier<R> transaction) {
        return turns.alone(tenant.value(), transaction);
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
                    versions.note(tx, tenant, structure, what.kind(), what.id());
                    record(tx, tenant, origin, what);
                },
                () -> versions.note(tx, tenant, structure, VersionStore.NOTHING, ""));
    }

    private void record(Tx tx, TenantId tenant, Origin origin, Done done) {
        audit.record(tx, tenant, origin, done.action(), done.kind(), done.id(), done.before(), done.after());
    }
}
