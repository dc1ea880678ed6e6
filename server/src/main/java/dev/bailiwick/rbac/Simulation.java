package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Changes that were made and unwound, and whose effect on users waits to be counted. */
public final class Simulation {

    private static final int PATIENT = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** As both databases sort. */
    private static final Comparator<UserId> BY_ID =
            Comparator.comparing(user -> user.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** Nobody is before this one, and an import may have brought it. */
    private static final UserId NAMELESS = new UserId("");

    private final Database database;
    private final MembershipStore store;
    private final TenantId tenant;
    private final Comparison comparison;
    private final Comparison.Affected affected;
    private final Optional<Set<UserId>> few;

    /**
     * Looks for those who are affected.
     *
     * @param most of how many memberships the effect is counted one by one; where more are affected, all users are gone
     *     through
     */
    Simulation(Database database, MembershipStore store, TenantId tenant, Comparison comparison, int most) {
        this.database = database;
        this.store = store;
        this.tenant = tenant;
        this.comparison = comparison;
        this.affected = comparison.affected();
        this.few = few(most);
    }

    /** Whether all users have to be gone through, which may take minutes. */
    public boolean isLarge() {
        return few.isEmpty();
    }

    /**
     * Goes through the users.
     *
     * @param progress is told now and then how many users have been looked at
     */
    public Impact count(LongConsumer progress) {
        var tally = new Tally(comparison.holdings());
        if (few.isPresent()) {
            var users = few.get().stream().sorted(BY_ID).toList();
            SelectionStore.chunks(users, MembershipStore.MOST).forEach(some -> add(tally, some, 1));
        } else {
            addAll(tally, progress);
        }
        comparison.addMappings(tally);
        return tally.impact();
    }

    private Optional<Set<UserId>> few(int most) {
        if (comparison.moves().size() > most) {
            return Optional.empty();
        }
        return database.snapshot(tx -> {
            var ofGroups = store.usersOf(tx, tenant, UserSet.GROUPS, affected.groups(), most);
            return ofGroups.flatMap(_ -> store.usersOf(tx, tenant, UserSet.ROLES, affected.roles(), most))
                    .map(ofRoles -> {
                        Set<UserId> all = new HashSet<>(comparison.moves().keySet());
                        all.addAll(ofGroups.orElseThrow());
                        all.addAll(ofRoles);
                        return all;
                    });
        });
    }

    private void addAll(Tally tally, LongConsumer progress) {
        var moving = new ArrayDeque<>(
                comparison.moves().keySet().stream().sorted(BY_ID).toList());
        moving.addFirst(NAMELESS);
        var last = NAMELESS;
        long seen = 0;
        boolean isLast = false;
        while (!isLast) {
            var behind = last;
            var page = read(tx -> store.after(tx, tenant, behind), PATIENT);
            isLast = page.size() < MembershipStore.MOST;
            var end = page.isEmpty() ? last : page.getLast();
            var users = new TreeSet<>(BY_ID);
            users.addAll(page);
            while (!moving.isEmpty() && (isLast || BY_ID.compare(moving.getFirst(), end) <= 0)) {
                users.add(moving.removeFirst());
            }
            add(tally, List.copyOf(users), PATIENT);
            last = end;
            seen += users.size();
            progress.accept(seen);
        }
    }

    private void add(Tally tally, List<UserId> users, int attempts) {
        var present = read(tx -> store.of(tx, tenant, users), attempts);
        for (var user : users) {
            var memberships = Objects.requireNonNull(present.get(user));
            if (affected.has(memberships) || comparison.moves().containsKey(user)) {
                comparison.add(tally, user, memberships);
            }
        }
    }

    /** Whoever goes through all users does not give up because others read much at the moment. */
    private <R> R read(Function<Tx, R> reads, int attempts) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.snapshot(reads);
            } catch (ProblemException e) {
                if (attempt >= attempts || !(e.problem() instanceof Problem.Unavailable)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
