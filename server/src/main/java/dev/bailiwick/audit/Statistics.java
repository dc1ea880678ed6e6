package dev.bailiwick.audit;

import dev.bailiwick.audit.StatisticsStore.Count;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often users of a tenant logged in and signed up, counted from its log, as far back as that reaches. */
public final class Statistics {

    private static final int USUAL_DAYS = 30;

    private final Database database;
    private final Clock clock;
    private final StatisticsStore store = new StatisticsStore();

    public Statistics(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The days from one to another, both among them, on which anything happened, in their order. Refuses with {@link
     * Problem.NotAllowed} a first day behind the last.
     *
     * @param first empty for as many days as make a month
     * @param last empty for today
     */
    public List<DailyNumbers> daily(TenantId tenant, Optional<LocalDate> first, Optional<LocalDate> last) {
        var to = last.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var from = first.orElseGet(() -> to.minusDays(USUAL_DAYS - 1L));
        if (from.isAfter(to)) {
            throw new Problem.NotAllowed("'from' date cannot be greater than 'to' date.").asException();
        }
        var counts = database.snapshot(tx -> store.count(tx, tenant, begin(from), begin(to.plusDays(1))));
        return counts.stream()
                .collect(Collectors.groupingBy(Count::day, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(day -> numbers(day.getKey(), day.getValue()))
                .toList();
    }

    private static DailyNumbers numbers(long day, List<Count> counts) {
        return new DailyNumbers(
                LocalDate.ofEpochDay(day),
                events(counts, StatisticsStore.LOGIN),
                events(counts, StatisticsStore.SIGNUP),
                events(counts, StatisticsStore.LEAKED_PASSWORD),
                Instant.ofEpochMilli(
                        counts.stream().mapToLong(Count::first).min().orElseThrow()),
                Instant.ofEpochMilli(
                        counts.stream().mapToLong(Count::last).max().orElseThrow()));
    }

    private static long events(List<Count> counts, String type) {
        return counts.stream()
                .filter(count -> count.type().equals(type))
                .mapToLong(Count::events)
                .sum();
    }

    private static String begin(LocalDate day) {
        return EntryId.begin(day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
    }
}
