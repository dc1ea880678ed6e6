package dev.bailiwick.connection.strategy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The strategies that there are. */
public final class Strategies {

    private static final Map<String, Strategy> ALL = read();

    private Strategies() {}

    /** All, in a fixed order. */
    public static List<Strategy> all() {
        return List.copyOf(ALL.values());
    }

    /** The one of this name. */
    public static Optional<Strategy> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The kind of a strategy; what is none of the others is a site where anybody may have an account. */
    public static StrategyKind kind(String name) {
        return find(name).map(Strategy::kind).orElse(StrategyKind.SOCIAL);
    }

    /** The names of those of a kind. */
    public static List<String> named(StrategyKind kind) {
        return ALL.values().stream()
                .filter(strategy -> strategy.kind() == kind)
                .map(Strategy::name)
                .toList();
    }

    /** Whether its connections have a page for those who administer the servers behind them. */
    public static boolean hasTicket(String name) {
        return find(name).filter(Strategy::hasTicket).isPresent();
    }

    private static Map<String, Strategy> read() {
        var all = new LinkedHashMap<String, Strategy>();
        for (var row : Table.rows("strategies", 3)) {
            var kind = StrategyKind.valueOf(row.get(1).toUpperCase(Locale.ROOT));
            all.put(
                    row.getFirst(),
                    new Strategy(row.getFirst(), kind, row.get(2).equals("ticket")));
        }
        return all;
    }
}
