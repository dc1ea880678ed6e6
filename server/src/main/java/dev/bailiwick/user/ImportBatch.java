package dev.bailiwick.user;

import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.UserImport.Candidate;
import dev.bailiwick.user.UserImport.Refusal;
import dev.bailiwick.user.UserImport.Rules;
import dev.bailiwick.user.UserImport.Taken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes imported users in one transaction. Those who turn out to be the same one are written one after the other. */
final class ImportBatch {

    /** Of these, a user who is there already keeps the members that the import does not have. */
    private static final Set<String> METADATA = Set.of("app_metadata", "user_metadata");

    private static final int ID_LENGTH = 24;

    private final Tx tx;
    private final TenantId tenant;
    private final Rules rules;
    private final RandomText random;
    private final String now;
    private final UserStore users = new UserStore();
    private final PasswordStore passwords = new PasswordStore();
    private final List<Refusal> refused = new ArrayList<>();
    private List<Candidate> waiting = new ArrayList<>();
    private int created;
    private int updated;

    /**
     * Begins with nobody.
     *
     * @param now ISO 8601, for those who do not tell when they were made
     */
    ImportBatch(Tx tx, TenantId tenant, Rules rules, RandomText random, String now) {
        this.tx = tx;
        this.tenant = tenant;
        this.rules = rules;
        this.random = random;
        this.now = now;
    }

    void add(Candidate candidate) {
        waiting.add(candidate);
    }

    Taken write() {
        while (!waiting.isEmpty()) {
            writeSome(different());
        }
        return new Taken(created, updated, refused);
    }

    /** Takes out of those who wait the first of each id, in the order of the ids, so that imports at once meet in one order. */
    private SortedMap<String, Candidate> different() {
        var byEmail = users.findByEmail(
                tx,
                tenant,
                rules.connection(),
                waiting.stream()
                        .filter(candidate -> candidate.user().id().isEmpty())
                        .map(candidate -> candidate.user().emailKey())
                        .distinct()
                        .sorted()
                        .toList());
        var some = new TreeMap<String, Candidate>();
        var emails = new HashSet<String>();
        var later = new ArrayList<Candidate>();
        for (var candidate : waiting) {
            var user = candidate.user();
            boolean isNewAddress = emails.add(user.emailKey());
            var known = user.id().orElse(byEmail.get(user.emailKey()));
            if (known == null && !isNewAddress) {
                later.add(candidate);
            } else {
                var id = known == null ? "auth0|" + random.hex(ID_LENGTH) : known.value();
                if (some.putIfAbsent(id, candidate) != null) {
                    later.add(candidate);
                }
            }
        }
        waiting = later;
        return some;
    }

    private void writeSome(SortedMap<String, Candidate> some) {
        var unknown = some.entrySet().stream()
                .map(entry -> entry.getValue().user().toUser(new UserId(entry.getKey()), rules.connection(), now))
                .toList();
        var added = new HashSet<>(users.insert(tx, tenant, unknown));
        created += added.size();
        var present = some.keySet().stream()
                .map(UserId::new)
                .filter(id -> !added.contains(id))
                .toList();
        if (rules.isUpsert()) {
            update(present, some);
        } else {
            present.forEach(id -> refused.add(
                    new Refusal(Objects.requireNonNull(some.get(id.value())).index(), "is there already")));
            present.forEach(id -> some.remove(id.value()));
        }
        var hashes = new TreeMap<String, PasswordHash>();
        some.forEach((id, candidate) -> candidate.user().password().ifPresent(hash -> hashes.put(id, hash)));
        passwords.put(tx, tenant, hashes);
    }

    private void update(List<UserId> present, SortedMap<String, Candidate> some) {
        var changed = users.lock(tx, tenant, present).values().stream()
                .map(user -> Objects.requireNonNull(some.get(user.id().value()))
                        .user()
                        .over(user, METADATA))
                .toList();
        users.update(tx, tenant, changed);
        updated += changed.size();
    }
}
