package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Graphs have so much memory together, and a tenant whose graph goes is told of. */
@EachEngine
class GraphsTest {

    private static final Origin ORIGIN = new Origin("ann@clients", "request-1");
    private static final int GROUPS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final VersionStore versions = new VersionStore(new SecureRandom());
    private final Queue<TenantId> dropped = new ConcurrentLinkedQueue<>();

    GraphsTest(Database empty) {
        database = empty;
    }

    @Test
    void dropsGraphsThatTakeTooMuchTogether() throws InterruptedException {
        var tenants = IntStream.range(0, 6).mapToObj(this::tenant).toList();
        long one = graph(new Graphs(database, new GraphStore(versions), _ -> {}), tenants.getFirst())
                .weight();
        var graphs = new Graphs(database, new GraphStore(versions), 4 * one, dropped::add);

        tenants.forEach(
                tenant -> assertThat(graph(graphs, tenant).groups().size()).isEqualTo(GROUPS));

        for (int i = 0; dropped.isEmpty() && i < 1_000; i++) {
            Thread.sleep(10);
        }
        assertThat(dropped).isNotEmpty();
        tenants.forEach(
                tenant -> assertThat(graph(graphs, tenant).groups().size()).isEqualTo(GROUPS));
    }

    @Test
    void keepsAGraphThatTakesMoreThanThereIs() throws InterruptedException {
        var tenant = tenant(0);
        var graphs = new Graphs(database, new GraphStore(versions), 1_000, dropped::add);

        var loaded = graph(graphs, tenant);

        Thread.sleep(200);
        assertThat(graphs.present(tenant)).isSameAs(loaded);
        assertThat(dropped).isEmpty();
    }

    private AuthorizationGraph graph(Graphs graphs, TenantId tenant) {
        var version = database.read(tx -> versions.find(tx, tenant, Version.STRUCTURE));
        return graphs.of(tenant, version, PATIENCE).orElseThrow();
    }

    private TenantId tenant(int number) {
        var tenant = TestTenants.add(database, "tenant-" + number);
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        var groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> new Group(new GroupId("g" + i), "g" + i, "", null, null, null, null))
                .toList();
        new Worlds(database, new CommittedChanges(database, versions, new VersionBoard(), audit))
                .replace(tenant, new World(List.of("groups"), groups, List.of(), List.of(), Map.of()).toLong(), ORIGIN);
        return tenant;
    }
}
