package dev.bailiwick.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@EachEngine
class RemovedTenantsTest {

    private static final int NODES = 3;
    private static final int FIVE_CHUNKS_LESS_ONE = 2_300;

    private final Database database;
    private final RandomText random = new RandomText(new SecureRandom());
    private final Tenants tenants;
    private final RemovedTenants removed;

    RemovedTenantsTest(Database empty) {
        this.database = empty;
        this.tenants = new Tenants(database, Clock.systemUTC(), random);
        this.removed = new RemovedTenants(database);
        TestTenants.add(database, "default");
    }

    @Test
    void letsTheNodesTakeTurns() throws Exception {
        var tenant = removed(FIVE_CHUNKS_LESS_ONE);
        var together = new CyclicBarrier(NODES);
        Callable<Integer> node = () -> {
            int chunks = 1;
            together.await();
            while (!removed.purgeSome(tenant)) {
                chunks++;
            }
            return chunks;
        };
        try (var threads = Executors.newFixedThreadPool(NODES)) {
            int chunks = threads.invokeAll(Collections.nCopies(NODES, node)).stream()
                    .mapToInt(Future::resultNow)
                    .sum();

            assertThat(chunks)
                    .as("five chunks, and each of the other nodes' look at what is done")
                    .isEqualTo(5 + NODES - 1);
        }
        assertThat(removed.list()).isEmpty();
    }

    @Test
    void leavesATenantAloneThatIsNotRemoved() {
        var tenant = added("acme");

        assertThat(removed.purgeSome(tenant.id()))
                .as("nothing is left to purge")
                .isTrue();

        assertThat(tenants.list()).extracting(listed -> listed.tenant().name()).containsExactly("default", "acme");
    }

    private TenantId removed(int rows) {
        var tenant = added("acme");
        var audit = new AuditLog(Clock.systemUTC(), random);
        database.change(tx -> {
            for (int row = 0; row < rows; row++) {
                audit.record(tx, tenant.id(), Origin.command("test"), "create", "role", "r" + row, "", "");
            }
        });
        database.change(tx -> tenants.remove(tx, tenant));
        assertThat(removed.list()).containsExactly(tenant.id());
        return tenant.id();
    }

    private Tenant added(String name) {
        return database.transaction(tx -> tenants.add(tx, name, name + ".test", Optional.empty()))
                .tenant();
    }
}
