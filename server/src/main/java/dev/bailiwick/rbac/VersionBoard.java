package dev.bailiwick.rbac;

import dev.bailiwick.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;

/**
 * The versions as the only writer knows them: published after each COMMIT, before the change is acknowledged. A decision
 * that finds all it needs in memory can so tell that it is current without a statement.
 */
final class VersionBoard {

    private record Part(TenantId tenant, int part) {}

    /** The versions of the structure and of a user's part, at one moment. */
    record Pair(Version structure, Version user) {}

    private final StampedLock lock = new StampedLock();
    private final Map<Part, Version> versions = new HashMap<>();

    /** What this process knows, if it knows both. */
    Optional<Pair> find(TenantId tenant, int userPart) {
        long stamp = lock.readLock();
        try {
            var structure = versions.get(new Part(tenant, Version.STRUCTURE));
            var user = versions.get(new Part(tenant, userPart));
            return structure == null || user == null ? Optional.empty() : Optional.of(new Pair(structure, user));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Takes in what a change has committed, all of it at once. */
    void publish(TenantId tenant, Map<Integer, Version> parts) {
        long stamp = lock.writeLock();
        try {
            parts.forEach((part, version) -> merge(new Part(tenant, part), version));
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Takes in what a statement saw, unless it saw another structure than the known one: between the two lies a change
     * that publishes itself as a whole, and half of it here would make decisions of two moments.
     */
    void learn(TenantId tenant, Version structure, int userPart, Version user) {
        long stamp = lock.writeLock();
        try {
            var known = versions.putIfAbsent(new Part(tenant, Version.STRUCTURE), structure);
            if (known == null || known.isSameStateAs(structure)) {
                merge(new Part(tenant, userPart), user);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    void forget(TenantId tenant) {
        long stamp = lock.writeLock();
        try {
            for (int part = Version.STRUCTURE; part <= UserId.PARTS; part++) {
                versions.remove(new Part(tenant, part));
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Of two versions of one part the later stays, whichever comes first. */
    private void merge(Part part, Version version) {
        versions.merge(part, version, (old, now) -> old.number() > now.number() ? old : now);
    }
}
