package dev.bailiwick.rbac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives decisions what they rest on, never stale and never of two moments.
 *
 * <p>Structure and memberships are cached under the stamps with which they were read. One statement tells the present
 * stamps, and brings the memberships where the cached ones are of another. What is cached counts only while its stamp is
 * the present one: compared, never evicted. Where this process is the only writer it knows the present stamps itself and
 * a decision from cache needs no statement.
 */
final class ReadBarrier {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int ROUNDS = 4;
    private static final long CACHE_BYTES = 64L << 20;

    private final Database database;
    private final EvidenceStore store = new EvidenceStore();
    private final SharedSights sights;
    private final Graphs graphs;
    private final VersionBoard board;
    private final LongAdder read = new LongAdder();
    private final Cache<UserKey, CachedMemberships> cache = Caffeine.newBuilder()
            .executor(Runnable::run) // to wake another thread costs more than what is to be done
            .maximumWeight(CACHE_BYTES)
            .weigher((UserKey _, CachedMemberships cached) -> cached.memberships.weight())
            .build();

    ReadBarrier(Database database, Graphs graphs, VersionBoard board) {
        this.database = database;
        this.sights = new SharedSights(database, store, graphs, PATIENCE);
        this.graphs = graphs;
        this.board = board;
    }

    private record UserKey(TenantId tenant, UserId user) implements Comparable<UserKey> {

        private static final Comparator<UserKey> ORDER =
                Comparator.comparing(UserKey::tenant).thenComparing(UserKey::user);

        @Override
        public int compareTo(UserKey other) {
            return ORDER.compare(this, other);
        }
    }

    private record CachedMemberships(Version version, Memberships memberships) {}

    /** How many statements were sent, for all the evidence that was asked for. */
    long statements() {
        return sights.statements();
    }

    /** How often memberships were read because they were not cached, or not any more. */
    long membershipsRead() {
        return read.sum();
    }

    /** Refuses with {@link Problem.Unavailable} when no true evidence could be had in time. */
    Evidence evidence(TenantId tenant, UserId user) {
        var key = new UserKey(tenant, user);
        return inRounds(left -> known(key).or(() -> asked(key, left)))
                .orElseGet(() -> together(List.of(key), tenant).getFirst());
    }

    /** {@link #evidence} of several users, all of one moment, in their order. */
    List<Evidence> evidence(TenantId tenant, List<UserId> users) {
        var keys = users.stream().map(user -> new UserKey(tenant, user)).toList();
        return inRounds(left -> asked(keys, tenant, left)).orElseGet(() -> together(keys, tenant));
    }

    /** Asks again while changes come in between, a few times; empty when they go on. */
    private static <T> Optional<T> inRounds(Function<Duration, Optional<T>> question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1; round <= ROUNDS; round++) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                throw Problem.Unavailable.SOON.asException();
            }
            var found = question.apply(left);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Drops what is held of a tenant, but for memberships, of which only so many are held anyway. */
    void forget(TenantId tenant) {
        graphs.forget(tenant);
        board.forget(tenant);
    }

    /** Without a statement, where what this process knows is the whole truth. */
    private Optional<Evidence> known(UserKey key) {
        var cached = cache.getIfPresent(key);
        var graph = graphs.present(key.tenant);
        if (!database.isSoleWriter() || cached == null || graph == null) {
            return Optional.empty();
        }
        return board.find(key.tenant, key.user.part())
                .filter(now ->
                        graph.version().isSameStateAs(now.structure()) && cached.version.isSameStateAs(now.user()))
                .map(_ -> new Evidence(graph, cached.memberships));
    }

    /** By one statement; empty when the graph in memory is of another moment than the statement. */
    private Optional<Evidence> asked(UserKey key, Duration patience) {
        var cached = cache.getIfPresent(key);
        long mark = board.mark(key.tenant, key.user.part());
        var seen = sights.sight(ask(key, cached));
        var memberships = taken(key, cached, mark, seen.sighting());
        return graph(key.tenant, seen, patience).map(graph -> new Evidence(graph, memberships));
    }

    private Optional<List<Evidence>> asked(List<UserKey> keys, TenantId tenant, Duration patience) {
        var cached = keys.stream().map(cache::getIfPresent).toList();
        var asks = IntStream.range(0, keys.size())
                .mapToObj(i -> ask(keys.get(i), cached.get(i)))
                .toList();
        var marks = keys.stream()
                .mapToLong(key -> board.mark(key.tenant, key.user.part()))
                .toArray();
        var seen = sights.together(asks);
        var memberships = IntStream.range(0, keys.size())
                .mapToObj(i ->
                        taken(keys.get(i), cached.get(i), marks[i], seen.get(i).sighting()))
                .toList();
        return graph(tenant, seen.getFirst(), patience)
                .map(graph -> memberships.stream()
                        .map(each -> new Evidence(graph, each))
                        .toList());
    }

    private Optional<AuthorizationGraph> graph(TenantId tenant, SharedSights.Sighted seen, Duration patience) {
        return Optional.ofNullable(seen.graph())
                .or(() -> graphs.of(tenant, seen.sighting().structure(), patience));
    }

    private static EvidenceStore.Ask ask(UserKey key, @Nullable CachedMemberships cached) {
        long stamp = cached == null ? EvidenceStore.NOTHING_CACHED : cached.version.stamp();
        return new EvidenceStore.Ask(key.tenant, key.user, stamp);
    }

    /** What the statement brought, or else what is cached and, as it says, still true. */
    private Memberships taken(UserKey key, @Nullable CachedMemberships cached, long mark, EvidenceStore.Sighting seen) {
        Memberships memberships;
        if (seen.memberships() != null) {
            memberships = seen.memberships();
            read.increment();
            cache.put(key, new CachedMemberships(seen.user(), memberships));
        } else if (cached != null) {
            memberships = cached.memberships;
        } else {
            throw new IllegalStateException("memberships left out though none were cached");
        }
        if (database.isSoleWriter()) {
            board.learn(mark, key.tenant, seen.structure(), key.user.part(), seen.user());
        }
        return memberships;
    }

    /** By one snapshot of everything: the way that no change can outrun. */
    private List<Evidence> together(List<UserKey> keys, TenantId tenant) {
        var asks = keys.stream().map(key -> ask(key, null)).toList();
        return graphs.together(
                tenant,
                tx -> store.sight(tx, asks).stream()
                        .map(sighting -> Objects.requireNonNull(sighting.memberships()))
                        .toList());
    }
}
