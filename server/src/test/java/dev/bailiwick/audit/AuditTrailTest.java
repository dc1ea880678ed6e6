package dev.bailiwick.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The audit log, page by page. */
@EachEngine
class AuditTrailTest {

    private static final int MEGABYTE = 1 << 20;

    private final Database database;
    private final AuditTrail trail;
    private final TenantId tenant;

    AuditTrailTest(Database empty) {
        this.database = empty;
        this.trail = new AuditTrail(empty);
        this.tenant = TestTenants.add(empty, "acme");
    }

    @Test
    void makesPagesShorterWhereEntriesAreLong() {
        for (int i = 0; i < 5; i++) {
            record(i, 3 * MEGABYTE);
        }

        var pages = pages(10);

        assertThat(pages).containsExactly(List.of("4", "3"), List.of("2", "1"), List.of("0"));
    }

    @Test
    void tellsOfAnEntryThatIsLongerThanAPage() {
        record(0, 1);
        record(1, 9 * MEGABYTE);
        record(2, 1);

        assertThat(pages(10)).containsExactly(List.of("2"), List.of("1"), List.of("0"));
    }

    @Test
    void knowsTheLastPage() {
        for (int i = 0; i < 3; i++) {
            record(i, 1);
        }

        assertThat(pages(2)).containsExactly(List.of("2", "1"), List.of("0"));
        assertThat(pages(3)).containsExactly(List.of("2", "1", "0"), List.of());
        assertThat(pages(4)).containsExactly(List.of("2", "1", "0"));
    }

    private List<List<String>> pages(int limit) {
        var pages = new ArrayList<List<String>>();
        Optional<String> before = Optional.empty();
        boolean isLast = false;
        while (!isLast) {
            var page = trail.list(
                    tenant,
                    new AuditQuery(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            before,
                            false,
                            limit));
            pages.add(page.entries().stream().map(AuditEntry::objectId).toList());
            isLast = page.isLast();
            before = isLast ? before : Optional.of(page.entries().getLast().id());
        }
        return pages;
    }

    private void record(int second, int length) {
        var clock = Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        var log = new AuditLog(clock, new RandomText(new SecureRandom()));
        database.change(tx -> log.record(
                tx, tenant, Origin.command("test"), "a", "k", String.valueOf(second), "", "x".repeat(length)));
    }
}
