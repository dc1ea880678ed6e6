package dev.bailiwick.audit;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes down which tokens were issued and refused, and which changes were refused, on a thread of its own and many at a time, so that no request waits for
 * it. What there is no room for is counted and left out; what a crash takes away is the last second.
 */
public final class TokenEvents implements AutoCloseable {

    private static final Logger LOG = System.getLogger(TokenEvents.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 500;

    /** Refusals cost the sender nothing: beyond so many of a kind, of a tenant and in a pause they are left out. */
    private static final int MOST_REFUSED = 100;

    private final Database database;
    private final Clock clock;
    private final RandomText random;
    private final AuditStore store = new AuditStore();
    private final BlockingQueue<Event> waiting;
    private final Map<TenantId, List<Event>> unwritten = new HashMap<>();
    private final Map<TenantId, List<AuditEntry>> tried = new HashMap<>();
    private final Map<Refused, AtomicInteger> refusedOfLate = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("token-events").daemon().factory());

    /**
     * Nothing waits yet, and {@link #keepWriting} has to be told once.
     *
     * @param room how many may wait
     */
    public TokenEvents(Database database, Clock clock, RandomText random, int room) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.waiting = new ArrayBlockingQueue<>(room);
    }

    private record Event(TenantId tenant, long at, LogType type, Origin origin, String description, String told) {}

    private record Refused(TenantId tenant, LogType type) {}

    /** What a client asked for; each text may be empty, and may be any. */
    public record Asked(String client, String audience, String scope) {

        public Asked {
            client = Sender.cut(client);
            audience = Sender.cut(audience);
            scope = Sender.cut(scope);
        }

        private Origin origin(String requestId, Sender sender) {
            return new Origin(client.isEmpty() ? "" : client + Origin.CLIENT, requestId, sender);
        }

        private String json() {
            return Json.text(new TreeMap<>(Map.of("audience", audience, "scope", scope)));
        }
    }

    /** Notes a token that was issued. */
    public void issued(TenantId tenant, Asked asked, String requestId, Sender sender) {
        note(tenant, LogType.TOKEN_ISSUED, asked.origin(requestId, sender), "", asked.json());
    }

    /**
     * Notes a token that was refused.
     *
     * @param reason as the client was told
     */
    public void refused(TenantId tenant, Asked asked, String requestId, Sender sender, String reason) {
        noteRefused(tenant, LogType.TOKEN_REFUSED, asked.origin(requestId, sender), reason, asked.json());
    }

    /**
     * Notes a change that was refused.
     *
     * @param reason as the caller was told
     * @param answer what the caller was told besides, without anything that may be secret
     */
    public void refused(TenantId tenant, Origin origin, String reason, Map<String, ?> answer) {
        noteRefused(tenant, LogType.CHANGE_REFUSED, origin, reason, Json.text(answer));
    }

    /** How many were left out. */
    public long dropped() {
        return dropped.sum();
    }

    /** Writes what waits, now and ever again after a pause. */
    public void keepWriting() {
        var _ = thread.scheduleWithFixedDelay(this::write, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        thread.close();
        write();
    }

    private void noteRefused(TenantId tenant, LogType type, Origin origin, String reason, String told) {
        var ofLate = refusedOfLate.computeIfAbsent(new Refused(tenant, type), _ -> new AtomicInteger());
        if (ofLate.incrementAndGet() > MOST_REFUSED) {
            dropped.increment();
        } else {
            note(tenant, type, origin, Sender.cut(reason), told);
        }
    }

    private void note(TenantId tenant, LogType type, Origin origin, String description, String told) {
        if (!waiting.offer(new Event(tenant, clock.millis(), type, origin, description, told))) {
            dropped.increment();
        }
    }

    private void write() {
        refusedOfLate.clear();
        try {
            do {
                take();
                for (var tenant : List.copyOf(unwritten.keySet())) {
                    write(tenant);
                }
            } while (!waiting.isEmpty());
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Tokens that were issued cannot be noted now", e);
        }
    }

    private void take() {
        if (unwritten.isEmpty()) {
            var some = new ArrayList<Event>(BATCH);
            waiting.drainTo(some, BATCH);
            for (var event : some) {
                unwritten.computeIfAbsent(event.tenant, _ -> new ArrayList<>()).add(event);
            }
        }
    }

    /**
     * They get ids in the order of time, but none is much older than its writing: whoever follows the log is given it when it is
     * {@link Logs#SETTLED}.
     */
    private List<AuditEntry> entries(List<Event> events) {
        long now = clock.millis();
        var entries = new ArrayList<AuditEntry>(events.size());
        for (var event : events) {
            long at = Math.clamp(event.at, now - PAUSE.toMillis(), now);
            entries.add(entry(event, EntryId.next(at, entries.size(), random)));
        }
        return entries;
    }

    private AuditEntry entry(Event event, String id) {
        return new AuditEntry(
                id,
                event.at,
                event.type,
                event.origin,
                event.type == LogType.TOKEN_ISSUED ? "issue" : "refuse",
                event.type == LogType.CHANGE_REFUSED ? "change" : "token",
                "",
                event.description,
                "",
                event.told);
    }

    /** What was written and not acknowledged keeps its ids, so that it is not written again. */
    private void write(TenantId tenant) {
        var entries = tried.computeIfAbsent(tenant, _ -> entries(unwritten.getOrDefault(tenant, List.of())));
        try {
            database.change(tx -> store.insertOnce(tx, tenant, entries));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Unavailable) {
                tried.remove(tenant); // it never happened
            }
            if (!(e.problem() instanceof Problem.Gone)) {
                throw e; // and tried again
            }
        } catch (RuntimeException e) {
            dropped.add(entries.size());
            LOG.log(Level.WARNING, "Tokens that were issued or refused cannot be noted", e);
        }
        tried.remove(tenant);
        unwritten.remove(tenant);
    }
}
