package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The feature over a database, with changes that are simulated and the same ones made, under ids that both are given. */
final class SimulationNode implements AutoCloseable {

    private static final Origin ORIGIN = new Origin("ann@clients", "request-1");
    private static final List<UserId> USERS =
            IntStream.range(0, 7).mapToObj(i -> new UserId("u" + i)).toList();

    private final TestDatabase fresh;
    private final TenantId tenant;
    private final Administration administration;
    private final Worlds worlds;
    private final Policies policies;
    private final Simulations small;
    private final Simulations large;
    private final AtomicReference<String> nextId = new AtomicReference<>("");

    SimulationNode(Engine engine) {
        fresh = engine.make();
        var database = fresh.open();
        var random = new SecureRandom();
        var text = new RandomText(random);
        var versions = new VersionStore(random);
        var board = new VersionBoard();
        var changes = new CommittedChanges(database, versions, board, new AuditLog(Clock.systemUTC(), text));
        var store = new GraphStore(versions);
        var graphs = new Graphs(database, store, board::forget);
        tenant = TestTenants.add(database, "acme");
        administration = Administration.over(database, changes, nextId::get);
        worlds = new Worlds(database, changes);
        policies = new Policies(new ReadBarrier(database, graphs, board));
        small = new Simulations(database, changes, graphs, store, text, 10_000);
        large = new Simulations(database, changes, graphs, store, text, 0);
    }

    /** The first of some changes that is refused. */
    record Refusal(int index, Problem problem) {}

    void put(World world) {
        worlds.replace(tenant, world.toLong(), ORIGIN);
    }

    World world() {
        return World.of(worlds, tenant);
    }

    Optional<Refusal> firstRefused(List<RandomChange> changes) {
        var index = new AtomicInteger();
        try {
            small.simulate(tenant, null, (simulated, ids) -> {
                for (index.set(0); index.get() < changes.size(); index.incrementAndGet()) {
                    changes.get(index.get()).make(tenant, simulated, ids);
                }
            });
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(new Refusal(index.get(), e.problem()));
        }
    }

    /** Those of the changes that are made when the refused ones are left out. */
    List<RandomChange> withoutRefused(List<RandomChange> changes) {
        var left = new ArrayList<>(changes);
        for (var refusal = firstRefused(left); refusal.isPresent(); refusal = firstRefused(left)) {
            left.remove(refusal.get().index());
        }
        return left;
    }

    Impact simulate(List<RandomChange> changes, Optional<String> connection, boolean goesThroughAllUsers) {
        return (goesThroughAllUsers ? large : small)
                .simulate(
                        tenant,
                        connection.orElse(null),
                        (simulated, ids) -> changes.forEach(change -> change.make(tenant, simulated, ids)))
                .count(_ -> {});
    }

    /** Makes a change; what is not empty is why it was refused. */
    Optional<Problem> make(RandomChange change) {
        try {
            change.make(tenant, administration, nextId::set);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    PolicyDecision decide(UserId user, PolicyQuestion question) {
        return policies.decide(tenant, user, question);
    }

    /** What decisions tell of everybody, and of whoever comes with one group of an identity provider. One line to each role and permission. */
    SortedSet<String> holdings(Optional<String> connection) {
        var holdings = new TreeSet<String>();
        for (var client :
                IntStream.range(0, 3).mapToObj(i -> new ClientId("app" + i)).toList()) {
            for (var user : USERS) {
                var question = new PolicyQuestion(client, connection.orElse("none"), List.of());
                add(holdings, user.value(), client, policies.decide(tenant, user, question));
            }
            for (var each : List.of("ad", "AD", "google")) {
                for (var group : List.of("a", "A", "b", "c", "d", "e", "f", "g")) {
                    var question = new PolicyQuestion(client, each, List.of(group));
                    var decision = policies.decide(tenant, new UserId("nobody"), question);
                    add(holdings, "with " + each + "/" + group, client, decision);
                }
            }
        }
        return holdings;
    }

    private static void add(SortedSet<String> holdings, String who, ClientId client, PolicyDecision decision) {
        Stream.concat(
                        decision.roles().stream().map(name -> "role " + name),
                        decision.permissions().stream().map(name -> "permission " + name))
                .forEach(what -> holdings.add(who + " in " + client.value() + ": " + what));
    }

    @Override
    public void close() {
        fresh.close();
    }
}
