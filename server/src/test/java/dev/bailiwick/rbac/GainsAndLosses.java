package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who gains and loses what, as lines, and how often, in a form that simulations and decisions can both be brought into.
 *
 * @param counts of users by client and what, gained and lost
 */
record GainsAndLosses(SortedSet<String> gains, SortedSet<String> losses, SortedMap<String, String> counts) {

    /** From lines of what everybody has. */
    static GainsAndLosses between(SortedSet<String> before, SortedSet<String> after) {
        var gains = new TreeSet<>(after);
        gains.removeAll(before);
        var losses = new TreeSet<>(before);
        losses.removeAll(after);
        var counted = new TreeMap<String, int[]>();
        gains.forEach(line -> count(counted, line, 0));
        losses.forEach(line -> count(counted, line, 1));
        var counts = new TreeMap<String, String>();
        counted.forEach((what, numbers) -> counts.put(what, numbers[0] + " gained, " + numbers[1] + " lost"));
        return new GainsAndLosses(gains, losses, counts);
    }

    static GainsAndLosses of(Impact impact) {
        assertThat(impact.users()).isEqualTo(impact.first().size());
        assertThat(impact.moreUsers() + impact.moreMappings()).isZero();
        assertThat(impact.first())
                .isSortedAccordingTo(Comparator.comparing(each -> each.user().value()));
        var gains = new TreeSet<String>();
        var losses = new TreeSet<String>();
        for (var each : impact.first()) {
            add(gains, losses, each.user().value(), each.clients());
        }
        for (var each : impact.mappings()) {
            add(gains, losses, "with " + each.connectionName() + "/" + each.groupName(), each.clients());
        }
        var counts = new TreeMap<String, String>();
        for (var client : impact.clients()) {
            var inClient = "in " + client.client().value();
            assertThat(client.users())
                    .isEqualTo(impact.first().stream()
                            .filter(user -> user.clients().stream()
                                    .anyMatch(turn -> turn.client().equals(client.client())))
                            .count());
            client.roles().forEach(role -> counts.put(inClient + ": role " + role.name(), numbers(role)));
            client.permissions().forEach(each -> counts.put(inClient + ": permission " + each.name(), numbers(each)));
        }
        return new GainsAndLosses(gains, losses, counts);
    }

    private static void count(SortedMap<String, int[]> counted, String line, int place) {
        if (!line.startsWith("with ")) {
            counted.computeIfAbsent(line.substring(line.indexOf("in ")), _ -> new int[2])[place]++;
        }
    }

    private static String numbers(Impact.Counted counted) {
        return counted.gained() + " gained, " + counted.lost() + " lost";
    }

    private static void add(SortedSet<String> gains, SortedSet<String> losses, String who, List<Impact.Turn> turns) {
        for (var turn : turns) {
            var where = who + " in " + turn.client().value();
            add(gains, where, turn.gained());
            add(losses, where, turn.lost());
        }
    }

    private static void add(SortedSet<String> lines, String where, Impact.Names names) {
        names.roles().forEach(name -> lines.add(where + ": role " + name));
        names.permissions().forEach(name -> lines.add(where + ": permission " + name));
    }
}
