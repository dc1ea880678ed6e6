package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.rbac.GraphDraft.Touched;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes in one transaction that will be unwound: rows change as they would, and nothing else does. Versions, notes and the
 * audit log are left alone; what was touched is kept in mind. None begins behind the deadline, since somebody waits for all.
 */
final class SimulatedChanges implements Changes {

    private final Tx tx;
    private final TenantId tenant;
    private final MembershipStore memberships;
    private final Touched touched = new Touched(new HashSet<>(), new HashSet<>(), new HashSet<>());
    private final Map<UserId, Memberships> before = new HashMap<>();

    SimulatedChanges(Tx tx, TenantId tenant, MembershipStore memberships) {
        this.tx = tx;
        this.tenant = tenant;
        this.memberships = memberships;
    }

    /** The groups, roles and permissions that changes were about. */
    Touched touched() {
        return touched;
    }

    /** What became of the memberships of users who were put in somewhere, or taken out. */
    Map<UserId, Moves> moves() {
        var moves = new HashMap<UserId, Moves>();
        for (var some : SelectionStore.chunks(List.copyOf(before.keySet()), MembershipStore.MOST)) {
            Deadline.require();
            memberships.of(tx, tenant, some).forEach((user, after) -> {
                var moved = Moves.between(before.getOrDefault(user, Memberships.NONE), after);
                if (!moved.isNone()) {
                    moves.put(user, moved);
                }
            });
        }
        return moves;
    }

    @Override
    public <R> R answered(TenantId tenant, Origin origin, Function<Tx, Outcome<R>> work) {
        Deadline.require();
        var outcome = work.apply(tx);
        outcome.done().ifPresent(this::remember);
        return outcome.answer();
    }

    @Override
    public void ofUsers(TenantId tenant, Origin origin, Collection<UserId> users, Function<Tx, Optional<Done>> work) {
        Deadline.require();
        var unseen = new ArrayList<>(new HashSet<>(users));
        unseen.removeIf(before::containsKey);
        before.putAll(memberships.of(tx, tenant, unseen));
        var _ = work.apply(tx);
    }

    @Override
    public void ofEverything(TenantId tenant, Origin origin, Function<Tx, Optional<Done>> work) {
        Deadline.require();
        work.apply(tx).ifPresent(this::remember);
    }

    @Override
    public <R> R look(Function<Tx, R> reads) {
        return reads.apply(tx);
    }

    private void remember(Done done) {
        switch (done.kind()) {
            case "group" -> touched.groups().add(new GroupId(done.id()));
            case "role" -> touched.roles().add(new RoleId(done.id()));
            case "permission" -> touched.permissions().add(new PermissionId(done.id()));
            default -> throw new IllegalStateException("not simulated: " + done.kind());
        }
    }
}
