package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Users who were found, in their order. Their profiles are read while somebody goes through them, so that a page of the longest is
 * never in memory as a whole, however slowly it is sent.
 *
 * <p>The first part of them, which is all of most pages, is of the moment at which they were found. The rest is read later, and
 * whoever is deleted until then is missed.
 */
public final class FoundUsers {

    /** So many bytes of profiles are read at once, or one profile. */
    private static final int PART = 1 << 18;

    private final Database database;
    private final TenantId tenant;
    private final UserStore store;
    private final List<List<Place>> parts;
    private final Map<UserId, StoredUser> beginning;

    private FoundUsers(
            Database database,
            TenantId tenant,
            UserStore store,
            List<List<Place>> parts,
            Map<UserId, StoredUser> beginning) {
        this.database = database;
        this.tenant = tenant;
        this.store = store;
        this.parts = parts;
        this.beginning = beginning;
    }

    /**
     * A user as the engine found it.
     *
     * @param number of the user's creation; 0 where there is no such user
     * @param size of the profile in bytes
     * @param profile as it is stored, where it was read along, since it is short; empty where it is to be read yet
     */
    record Place(UserId user, long number, long size, Optional<String> profile) {

        boolean isThere() {
            return number > 0;
        }

        private Optional<StoredUser> stored() {
            return profile.map(text -> new StoredUser(number, new User(user, JsonObject.ofWritten(text))));
        }

        private Place withoutProfile() {
            return new Place(user, number, size, Optional.empty());
        }
    }

    /** Those at these places; the first part is read at once. */
    static FoundUsers at(Database database, Tx tx, TenantId tenant, UserStore store, List<Place> places) {
        var parts = parts(places);
        var beginning = parts.isEmpty() ? Map.<UserId, StoredUser>of() : read(tx, tenant, store, parts.getFirst());
        var kept = parts.stream()
                .map(part -> part.stream().map(Place::withoutProfile).toList())
                .toList();
        return new FoundUsers(database, tenant, store, kept, beginning);
    }

    /** Reads those whose profiles were not read along. Whoever is there no more is left out. */
    static Map<UserId, StoredUser> read(Tx tx, TenantId tenant, UserStore store, List<Place> places) {
        var left = places.stream().filter(place -> place.profile.isEmpty()).toList();
        var read = new HashMap<>(store.find(tx, tenant, ids(left)));
        places.stream()
                .flatMap(place -> place.stored().stream())
                .forEach(stored -> read.put(stored.user().id(), stored));
        return read;
    }

    /** How many were found. */
    public int size() {
        return parts.stream().mapToInt(List::size).sum();
    }

    /** The first of them, so many at most. */
    public FoundUsers first(int most) {
        var places = parts.stream().flatMap(List::stream).limit(most).toList();
        return new FoundUsers(database, tenant, store, parts(places), beginning);
    }

    /** The number of the last one's creation; 0 where there is nobody. */
    public long lastNumber() {
        return parts.isEmpty() ? 0 : parts.getLast().getLast().number();
    }

    /** What is made of each with the number of creation. Whoever is there no more is left out. */
    public <T> Iterable<T> each(Function<Numbered<User>, T> made) {
        return each(made, _ -> Optional.empty());
    }

    /** The same, with something else for those who are not there. */
    public <T> Iterable<T> each(Function<Numbered<User>, T> made, Function<UserId, Optional<T>> otherwise) {
        return () -> all().flatMap(each ->
                        each
                                .stored
                                .map(stored -> made.apply(numbered(stored)))
                                .or(() -> otherwise.apply(each.id))
                                .stream())
                .iterator();
    }

    /** What is made of those of whom something is true. */
    <T> Iterable<T> eachThat(Predicate<User> isMeant, Function<User, T> made) {
        return () -> all().flatMap(each -> each.stored.stream())
                .map(StoredUser::user)
                .filter(isMeant)
                .map(made)
                .iterator();
    }

    private record Read(UserId id, Optional<StoredUser> stored) {}

    private Stream<Read> all() {
        return IntStream.range(0, parts.size()).boxed().flatMap(n -> {
            var ids = ids(parts.get(n));
            var read = n == 0 ? beginning : database.read(tx -> store.find(tx, tenant, ids));
            return ids.stream().map(id -> new Read(id, Optional.ofNullable(read.get(id))));
        });
    }

    private static Numbered<User> numbered(StoredUser stored) {
        return new Numbered<>(stored.seq(), stored.user());
    }

    /** In their order, as many in each as are read at once. */
    static List<List<Place>> parts(List<Place> places) {
        var parts = new ArrayList<List<Place>>();
        var part = new ArrayList<Place>();
        long size = 0;
        for (var place : places) {
            if (!part.isEmpty() && size + place.size > PART) {
                parts.add(List.copyOf(part));
                part.clear();
                size = 0;
            }
            part.add(place);
            size += place.size;
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }

    private static List<UserId> ids(List<Place> places) {
        return places.stream().map(Place::user).toList();
    }
}
