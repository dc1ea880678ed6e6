package dev.bailiwick.crash;

import dev.bailiwick.crash.Ledger.Entry;
import dev.bailiwick.crash.State.Audited;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the state is not what the ledger promises.
 *
 * @param lost acknowledged changes that are not there, or not whole, or not in the audit log
 * @param wrong everything else: what was refused and is there, what is there by half, twice, or unasked, and what was
 *     answered without a reason
 */
record Findings(Collection<String> lost, Collection<String> wrong) {

    static final Findings NONE = new Findings(List.of(), List.of());

    Findings {
        lost = List.copyOf(lost);
        wrong = List.copyOf(wrong);
    }

    boolean isEmpty() {
        return lost.isEmpty() && wrong.isEmpty();
    }

    /**
     * Compares. The audit log tells whether a change of unknown outcome was made; the members must then agree, all of
     * them.
     */
    static Findings of(List<Entry> ledger, State state) {
        return new Comparison(ledger, state).findings();
    }

    private static final class Comparison {

        private final Map<String, List<String>> requestIds;
        private final Set<String> lost = new LinkedHashSet<>();
        private final Set<String> wrong = new LinkedHashSet<>();
        private final Map<String, Entry> lastOf = new LinkedHashMap<>();
        private final Set<String> expected = new HashSet<>();
        private final Set<String> present = new HashSet<>();

        Comparison(List<Entry> ledger, State state) {
            requestIds = state.audit().stream()
                    .collect(Collectors.groupingBy(
                            Audited::mark, HashMap::new, Collectors.mapping(Audited::requestId, Collectors.toList())));
            ledger.forEach(this::compareAudit);
            requestIds.forEach((mark, ids) -> wrong.add("audited, and nobody asked: " + mark + " " + ids));
            state.members()
                    .forEach((group, users) -> users.forEach(user -> {
                        if (!present.add(group + " " + user)) {
                            wrong.add("twice in its group: " + group + " " + user);
                        }
                    }));
            lastOf.forEach(this::compareMember);
            present.removeAll(lastOf.keySet());
            present.forEach(member -> wrong.add("a member, and nobody asked: " + member));
        }

        Findings findings() {
            return new Findings(lost, wrong);
        }

        private void compareAudit(Entry entry) {
            var change = entry.change();
            if (entry.outcome() instanceof Outcome.Unexpected) {
                wrong.add("answered without a reason: " + entry);
            }
            var ids = requestIds.getOrDefault(change.mark(), List.of());
            requestIds.remove(change.mark());
            int rows = ids.size();
            boolean isMade = switch (entry.outcome()) {
                case Outcome.Done(var requestId) -> {
                    if (rows == 0) {
                        lost.add("acknowledged, and no audit row: " + entry);
                    } else if (rows > 1 || !ids.contains(requestId)) {
                        wrong.add("acknowledged, and audited as " + ids + ": " + entry);
                    }
                    yield true;
                }
                case Outcome.Unavailable _ -> {
                    if (rows > 0) {
                        wrong.add("refused, and audited as " + ids + ": " + entry);
                    }
                    yield false;
                }
                case Outcome.Unknown _, Outcome.Unexpected _ -> {
                    if (rows > 1) {
                        wrong.add("audited as " + ids + ": " + entry);
                    }
                    yield rows > 0;
                }
            };
            for (var user : change.users()) {
                var member = change.group() + " " + user;
                lastOf.put(member, entry);
                if (isMade && change.verb() == Change.Verb.ADD) {
                    expected.add(member);
                } else if (isMade) {
                    expected.remove(member);
                }
            }
        }

        private void compareMember(String member, Entry last) {
            if (expected.contains(member) == present.contains(member)) {
                return;
            }
            var finding = member + (present.contains(member) ? " is a member" : " is no member") + " after " + last;
            if (last.outcome() instanceof Outcome.Done) {
                lost.add(finding);
            } else {
                wrong.add(finding);
            }
        }
    }
}
