package dev.bailiwick.user;

import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.FoundUsers.Place;
import dev.bailiwick.user.UserImport.Candidate;
import dev.bailiwick.user.UserImport.Cause;
import dev.bailiwick.user.UserImport.Refusal;
import dev.bailiwick.user.UserImport.Rules;
import dev.bailiwick.user.UserImport.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes imported users in one transaction. Those who turn out to be the same one are written one after the other. */
final class ImportBatch {

    private static final int ID_LENGTH = 24;
    private static final String EMAIL = "email";

    private final Tx tx;
    private final TenantId tenant;
    private final Rules rules;
    private final Optional<AccountRules> accounts;
    private final AuthenticationMethods methods;
    private final RandomText random;
    private final Instant now;
    private final UserStore profiles = new UserStore();
    private final UserIdentifierStore identifiers = new UserIdentifierStore();
    private final UserRows rows = new UserRows();
    private final UserCountStore counts = new UserCountStore();
    private final PasswordStore passwords = new PasswordStore();
    private final TicketStore tickets = new TicketStore();
    private final Set<UserId> came = new HashSet<>();
    private final List<Refusal> refused = new ArrayList<>();
    private List<Candidate> waiting = new ArrayList<>();
    private final List<UserId> changed = new ArrayList<>();

    /**
     * Begins with nobody.
     *
     * @param accounts what new users must be known by; empty where they may be as they are
     */
    ImportBatch(
            Tx tx,
            TenantId tenant,
            Rules rules,
            Optional<AccountRules> accounts,
            AuthenticationMethods methods,
            RandomText random,
            Instant now) {
        this.tx = tx;
        this.tenant = tenant;
        this.rules = rules;
        this.accounts = accounts;
        this.methods = methods;
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
        counts.came(tx, tenant, came);
        return new Taken(came.size(), changed.size(), refused);
    }

    /** Who is there now and was not before. */
    List<UserId> created() {
        return sorted(came);
    }

    /** Who was there before. */
    List<UserId> updated() {
        return sorted(changed);
    }

    /** Takes out of those who wait the first of each id, in the order of the ids, so that imports at once meet in one order. */
    private SortedMap<String, Candidate> different() {
        var owners = types().stream().collect(Collectors.toMap(type -> type, this::owners));
        var some = new TreeMap<String, Candidate>();
        var seen = new HashSet<String>();
        var later = new ArrayList<Candidate>();
        for (var candidate : waiting) {
            var user = candidate.user();
            var told = types().stream()
                    .filter(type -> !user.key(type).isEmpty())
                    .map(type -> type + ":" + user.key(type))
                    .toList();
            boolean isNew = told.stream().noneMatch(seen::contains);
            seen.addAll(told);
            var known = known(user, owners);
            if (known.isEmpty() && !isNew) {
                later.add(candidate);
            } else {
                var id = known.map(UserId::value).orElseGet(() -> ImportedUser.DATABASE + random.hex(ID_LENGTH));
                if (some.putIfAbsent(id, candidate) != null) {
                    later.add(candidate);
                }
            }
        }
        waiting = later;
        return some;
    }

    /** By what users are known who are there. One that is nobody's to change is told by what of it is taken. */
    private List<String> types() {
        return rules.isUpsert() ? ImportedUser.IDENTIFIERS : List.of(EMAIL);
    }

    private Map<String, UserId> owners(String type) {
        return identifiers.find(
                tx,
                tenant,
                rules.connection(),
                type,
                waiting.stream()
                        .filter(candidate ->
                                rules.isOfJob() || candidate.user().id().isEmpty())
                        .map(candidate -> candidate.user().key(type))
                        .filter(key -> !key.isEmpty())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private Optional<UserId> known(ImportedUser user, Map<String, Map<String, UserId>> owners) {
        var known = types().stream()
                .flatMap(type ->
                        Stream.ofNullable(owners.getOrDefault(type, Map.of()).get(user.key(type))))
                .findFirst();
        boolean isOfAddress = owners.getOrDefault(EMAIL, Map.of()).containsKey(user.key(EMAIL));
        return rules.isOfJob() && isOfAddress ? known : user.id().or(() -> known);
    }

    private void writeSome(SortedMap<String, Candidate> some) {
        refuseUnidentified(some);
        var unknown = some.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getValue().index()))
                .map(entry -> entry.getValue()
                        .user()
                        .toUser(new UserId(entry.getKey()), rules.connection(), ProfileTime.text(now)))
                .toList();
        var hindered = rows.insert(tx, tenant, unknown);
        var present = new ArrayList<UserId>();
        for (var user : unknown) {
            switch (hindered.get(user.id())) {
                case null -> came.add(user.id());
                case Hindrance.Present _ when rules.isUpsert() -> present.add(user.id());
                case Hindrance hindrance -> refuse(some, user.id(), hindrance);
            }
        }
        for (var part : FoundUsers.parts(profiles.places(tx, tenant, sorted(present)))) {
            update(part.stream().map(Place::user).toList(), some);
        }
        var hashes = new TreeMap<String, PasswordHash>();
        some.forEach((id, candidate) -> candidate.user().password().ifPresent(hash -> hashes.put(id, hash)));
        passwords.put(tx, tenant, hashes, now);
        some.forEach((id, candidate) -> methods.addMissing(tx, tenant, new UserId(id), candidate.factors()));
        tickets.end(
                tx,
                tenant,
                present.stream().filter(id -> hashes.containsKey(id.value())).toList());
    }

    /** Of those who are not there yet, whom the connection could not know again. */
    private void refuseUnidentified(SortedMap<String, Candidate> some) {
        var refusals = new TreeMap<String, Refusal>();
        accounts.ifPresent(known -> some.forEach((id, candidate) -> {
            try {
                known.requireIdentified(candidate.user().profile());
            } catch (ProblemException e) {
                refusals.put(id, Refusal.of(candidate.index(), e));
            }
        }));
        profiles.places(tx, tenant, refusals.keySet().stream().map(UserId::new).toList()).stream()
                .filter(place -> !place.isThere())
                .map(place -> place.user().value())
                .forEach(id -> {
                    some.remove(id);
                    refused.add(Objects.requireNonNull(refusals.get(id)));
                });
    }

    private void update(List<UserId> present, SortedMap<String, Candidate> some) {
        var locked = new HashMap<>(profiles.lock(tx, tenant, present));
        present.stream()
                .filter(id -> !locked.containsKey(id))
                .forEach(gone -> waiting.add(Objects.requireNonNull(some.remove(gone.value()))));
        for (var stored : List.copyOf(locked.values())) {
            if (!isMeant(some, stored.user())) {
                locked.remove(stored.user().id());
                refuse(some, stored.user().id(), new Hindrance.Present());
            }
        }
        if (rules.isOfJob()) {
            keepPasswords(locked, some);
        }
        var changes = locked.values().stream()
                .map(stored -> new UserRows.Change(
                        stored,
                        Objects.requireNonNull(some.get(stored.user().id().value()))
                                .user()
                                .over(stored.user(), rules.isOfJob(), ProfileTime.text(now))))
                .toList();
        var hindered = rows.update(tx, tenant, changes);
        hindered.forEach((id, hindrance) -> refuse(some, id, hindrance));
        changes.stream()
                .map(change -> change.after().id())
                .filter(id -> !hindered.containsKey(id))
                .forEach(changed::add);
    }

    /**
     * Those are changed whom the id names, or what their first account is known by. A job changes nobody who came by another
     * connection.
     */
    private boolean isMeant(SortedMap<String, Candidate> some, User present) {
        var told = Objects.requireNonNull(some.get(present.id().value())).user();
        boolean isOfConnection = present.connection().equals(Optional.of(rules.connection()));
        return told.id().equals(Optional.of(present.id()))
                ? isOfConnection || !rules.isOfJob()
                : isOfConnection
                        && types().stream()
                                .filter(type -> !told.key(type).isEmpty())
                                .anyMatch(type -> told.key(type).equals(ImportedUser.key(present.profile(), type)));
    }

    /**
     * A job gives those who are there no {@code password_hash}, and a {@code custom_password_hash} only where they have no password or
     * one that they were brought in with and have never used; others who come with one are refused.
     */
    private void keepPasswords(Map<UserId, StoredUser> locked, SortedMap<String, Candidate> some) {
        var custom = new ArrayList<User>();
        for (var stored : locked.values()) {
            var id = stored.user().id().value();
            var candidate = Objects.requireNonNull(some.get(id));
            if (candidate.user().hasCustomHash()) {
                custom.add(stored.user());
            } else {
                some.put(id, new Candidate(candidate.index(), candidate.user().withoutPassword(), candidate.factors()));
            }
        }
        var hashes =
                passwords.find(tx, tenant, sorted(custom.stream().map(User::id).toList()));
        for (var user : custom) {
            var hash = hashes.get(user.id());
            if (hash != null && (hash.isOurs() || user.lastLogin().isPresent())) {
                locked.remove(user.id());
                refuse(
                        some,
                        user.id(),
                        index -> new Refusal(
                                index, Cause.TAKEN, ImportedUser.CUSTOM_HASH, "is for whoever has no password yet"));
            }
        }
    }

    private static List<UserId> sorted(Collection<UserId> ids) {
        return ids.stream()
                .distinct()
                .sorted(Comparator.comparing(UserId::value))
                .toList();
    }

    private void refuse(SortedMap<String, Candidate> some, UserId id, Hindrance hindrance) {
        refuse(some, id, index -> Refusal.of(index, hindrance));
    }

    private void refuse(SortedMap<String, Candidate> some, UserId id, IntFunction<Refusal> refusal) {
        var candidate = Objects.requireNonNull(some.remove(id.value()));
        refused.add(refusal.apply(candidate.index()));
    }
}
