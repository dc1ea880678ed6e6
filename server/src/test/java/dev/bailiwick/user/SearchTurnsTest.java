package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SearchTurnsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private final SearchTurns turns = new SearchTurns();

    @Test
    void letOneOfATenantRunAndOthersOfOtherTenants() throws Exception {
        var isIn = new CountDownLatch(1);
        var mayGo = new CountDownLatch(1);
        var order = new CopyOnWriteArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> turns.alone(ACME, () -> {
                isIn.countDown();
                await(mayGo);
                return order.add("first");
            }));
            try {
                assertThat(isIn.await(60, TimeUnit.SECONDS)).isTrue();
                var second = threads.submit(() -> turns.alone(ACME, () -> order.add("second")));

                assertThat(turns.alone(GLOBEX, () -> order.add("other"))).isTrue();
                mayGo.countDown();
                first.get();
                second.get();
            } finally {
                mayGo.countDown(); // the threads are waited for, whatever comes of it
            }
        }
        assertThat(order).isEqualTo(List.of("other", "first", "second"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
