package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The versions as the only writer knows them: published after each COMMIT, before the change is acknowledged. A decision
 * that finds all it needs in memory can so tell that it is current without a statement.
 *
 * <p>Only what somebody has asked about is kept, and that can be dropped. What a statement saw before a version was dropped, or
 * was published and not kept, may be older than that, and is not taken in: such parts are counted, and who asks takes a mark of
 * the count before.
 *
 * <p>Between its COMMIT and its publication a change can be seen by statements and not by memory. So the parts that a
 * change touches are held from before the COMMIT on: nobody knows them then, and whoever needs them asks.
 */
final class VersionBoard {

    private static final int COUNTS = 1 << 10;

    private record Part(TenantId tenant, int part) {}

    /** The versions of the structure and of a user's part, at one moment. */
    record Pair(Version structure, Version user) {}

    private final StampedLock lock = new StampedLock();
    private final Map<Part, Version> versions = new HashMap<>();
    private final Map<Part, Integer> held = new HashMap<>();

    /** How many versions were dropped, or not kept, by the hash of their part. */
    private final long[] lost = new long[COUNTS];

    /** What this process knows, if it knows both and no change of either is on its way. */
    Optional<Pair> find(TenantId tenant, int userPart) {
        long stamp = lock.readLock();
        try {
            var structure = known(new Part(tenant, Version.STRUCTURE));
            var user = known(new Part(tenant, userPart));
            return structure == null || user == null ? Optional.empty() : Optional.of(new Pair(structure, user));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Holds the parts that a change has renewed until it is over, and publishes their new versions if it commits. */
    void publishWith(Tx tx, TenantId tenant, Map<Integer, Version> renewed) {
        hold(tenant, renewed.keySet());
        tx.afterCommit(() -> publish(tenant, renewed));
        tx.afterRollback(() -> release(tenant, renewed.keySet()));
    }

    /** To be taken before a statement is sent from which to {@link #learn}. */
    long mark(TenantId tenant, int userPart) {
        long stamp = lock.readLock();
        try {
            return lostOf(tenant, userPart);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Takes in what a statement saw that was sent after the mark was taken, if that is sure to be the latest. */
    void learn(long mark, TenantId tenant, Version structure, int userPart, Version user) {
        long stamp = lock.writeLock();
        try {
            if (mark == lostOf(tenant, userPart)) {
                versions.merge(new Part(tenant, Version.STRUCTURE), structure, VersionBoard::later);
                versions.merge(new Part(tenant, userPart), user, VersionBoard::later);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Drops what is known of a tenant. */
    void forget(TenantId tenant) {
        long stamp = lock.writeLock();
        try {
            for (int number = Version.STRUCTURE; number <= UserId.PARTS; number++) {
                var part = new Part(tenant, number);
                if (versions.remove(part) != null) {
                    lost[count(part)]++;
                }
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void hold(TenantId tenant, Set<Integer> parts) {
        long stamp = lock.writeLock();
        try {
            parts.forEach(part -> held.merge(new Part(tenant, part), 1, Integer::sum));
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void publish(TenantId tenant, Map<Integer, Version> renewed) {
        long stamp = lock.writeLock();
        try {
            renewed.forEach((part, version) -> {
                takeIn(new Part(tenant, part), version);
                letGo(new Part(tenant, part));
            });
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void release(TenantId tenant, Set<Integer> parts) {
        long stamp = lock.writeLock();
        try {
            parts.forEach(part -> letGo(new Part(tenant, part)));
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private @Nullable Version known(Part part) {
        return held.containsKey(part) ? null : versions.get(part);
    }

    /** Where nobody has asked, nothing is kept: who asks later will see it by a statement. */
    private void takeIn(Part part, Version version) {
        if (versions.computeIfPresent(part, (_, old) -> later(old, version)) == null) {
            lost[count(part)]++;
        }
    }

    /** Of two versions of one part the later stays, whichever comes first. */
    private static Version later(Version old, Version now) {
        return old.number() > now.number() ? old : now;
    }

    private long lostOf(TenantId tenant, int userPart) {
        return lost[count(new Part(tenant, Version.STRUCTURE))] + lost[count(new Part(tenant, userPart))];
    }

    private static int count(Part part) {
        return Math.floorMod(part.hashCode(), COUNTS);
    }

    private void letGo(Part part) {
        held.computeIfPresent(part, (_, count) -> count == 1 ? null : count - 1);
    }
}
