package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LongTotalsTest {

    private final LongTotals<String> totals = new LongTotals<>();
    private final AtomicLong counted = new AtomicLong(LongTotals.REACH);

    @Test
    void countsEachTimeWhatPagesReach() {
        assertThat(totals.of("short", () -> 5)).isEqualTo(5);
        assertThat(totals.of("short", () -> 6)).isEqualTo(6);
        assertThat(totals.find("short")).isEmpty();
    }

    @Test
    void countsWhatIsLongerOnceForAWhile() {
        assertThat(totals.of("long", counted::incrementAndGet)).isEqualTo(LongTotals.REACH + 1);
        assertThat(totals.of("long", counted::incrementAndGet)).isEqualTo(LongTotals.REACH + 1);
        assertThat(totals.find("long")).hasValue(LongTotals.REACH + 1);
        assertThat(totals.of("other", counted::incrementAndGet)).isEqualTo(LongTotals.REACH + 2);
    }
}
