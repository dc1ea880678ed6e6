package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.Impact.Counted;
import dev.bailiwick.rbac.Impact.Names;
import dev.bailiwick.rbac.Impact.Turn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts who gains and loses what, as users come by in the order of their ids. It holds the first of them, and of the others only numbers. */
final class Tally {

    private static final int MOST_TOLD = 1_000;

    /** How many names of gains and losses are told of all users or mappings together: one user may gain thousands. */
    private static final int MOST_NAMES = 100_000;

    private final Holdings holdings;
    private final long[] gained;
    private final long[] lost;
    private final Map<ClientId, Long> usersOfClient = new HashMap<>();
    private final Told<Impact.OfUser> first = new Told<>();
    private final Told<Impact.OfProviderGroup> mappings = new Told<>();
    private long users;

    Tally(Holdings holdings) {
        this.holdings = holdings;
        this.gained = new long[holdings.size()];
        this.lost = new long[holdings.size()];
    }

    /** Takes one more user in. */
    void add(UserId user, BitSet before, BitSet after) {
        if (before.equals(after)) {
            return;
        }
        users++;
        var gains = minus(after, before);
        var losses = minus(before, after);
        gains.stream().forEach(holding -> gained[holding]++);
        losses.stream().forEach(holding -> lost[holding]++);
        var changed = new BitSet();
        changed.or(gains);
        changed.or(losses);
        changed.stream()
                .mapToObj(holding -> holdings.get(holding).client())
                .distinct()
                .forEach(client -> usersOfClient.merge(client, 1L, Long::sum));
        if (first.hasRoom(changed.cardinality())) {
            first.list.add(new Impact.OfUser(user, turns(gains, losses)));
        }
    }

    /** Takes in what changes for whoever comes with a group of an identity provider. */
    void addMapping(String connectionName, String groupName, BitSet before, BitSet after) {
        if (before.equals(after)) {
            return;
        }
        var gains = minus(after, before);
        var losses = minus(before, after);
        if (mappings.hasRoom(gains.cardinality() + losses.cardinality())) {
            mappings.list.add(new Impact.OfProviderGroup(connectionName, groupName, turns(gains, losses)));
        }
    }

    /** What came of it. */
    Impact impact() {
        var changed = new TreeMap<ClientId, List<Integer>>(Comparator.comparing(ClientId::value));
        for (int holding = 0; holding < gained.length; holding++) {
            if (gained[holding] + lost[holding] > 0) {
                changed.computeIfAbsent(holdings.get(holding).client(), _ -> new ArrayList<>())
                        .add(holding);
            }
        }
        var clients = changed.entrySet().stream()
                .map(entry -> new Impact.InClient(
                        entry.getKey(),
                        usersOfClient.getOrDefault(entry.getKey(), 0L),
                        counted(entry.getValue(), Holding.Kind.ROLE),
                        counted(entry.getValue(), Holding.Kind.PERMISSION)))
                .toList();
        return new Impact(users, clients, first.list, first.more, mappings.list, mappings.more);
    }

    private List<Counted> counted(List<Integer> numbers, Holding.Kind kind) {
        return numbers.stream()
                .filter(number -> holdings.get(number).kind() == kind)
                .map(number -> new Counted(holdings.get(number).name(), gained[number], lost[number]))
                .sorted(Comparator.comparing(Counted::name))
                .toList();
    }

    private List<Turn> turns(BitSet gains, BitSet losses) {
        var clients = new TreeMap<String, ClientId>();
        gains.stream()
                .mapToObj(holdings::get)
                .forEach(holding -> clients.put(holding.client().value(), holding.client()));
        losses.stream()
                .mapToObj(holdings::get)
                .forEach(holding -> clients.put(holding.client().value(), holding.client()));
        return clients.values().stream()
                .map(client -> new Turn(client, names(gains, client), names(losses, client)))
                .toList();
    }

    private Names names(BitSet some, ClientId client) {
        return new Names(names(some, client, Holding.Kind.ROLE), names(some, client, Holding.Kind.PERMISSION));
    }

    private List<String> names(BitSet some, ClientId client, Holding.Kind kind) {
        return some.stream()
                .mapToObj(holdings::get)
                .filter(holding -> holding.kind() == kind && holding.client().equals(client))
                .map(Holding::name)
                .sorted()
                .toList();
    }

    private static BitSet minus(BitSet all, BitSet some) {
        var left = (BitSet) all.clone();
        left.andNot(some);
        return left;
    }

    /** The first of something, and how many more there were. Once one had no room, none has: there are no gaps. */
    private static final class Told<T> {

        private final List<T> list = new ArrayList<>();
        private long names;
        private long more;

        /** Whether one more of so many names is told; if not, it is counted. */
        boolean hasRoom(int more) {
            names += more;
            if (this.more == 0 && list.size() < MOST_TOLD && names <= MOST_NAMES) {
                return true;
            }
            this.more++;
            return false;
        }
    }
}
