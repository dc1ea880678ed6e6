package dev.bailiwick.user;

import dev.bailiwick.json.JsonObjects;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Users with all that is lifted out of their profiles, kept in step: what they are searched by, what only one of them may
 * have, their further accounts.
 *
 * <p>Whoever makes users or accounts takes a number first, so that makers follow one another, and looks afterwards who was
 * quicker: then each sees all who were. Users are counted by the caller, behind all else.
 */
final class UserRows {

    /** In characters of JSON, as for imports: changes that each add a little have an end, too. */
    private static final int LONGEST = JsonObjects.LONGEST;

    /** These do not count, so that a user who has all that there may be can still be blocked. */
    private static final List<String> NOT_COUNTED = List.of("blocked", "updated_at");

    private final UserStore profiles = new UserStore();
    private final UserAttributeStore attributes = new UserAttributeStore();
    private final UserIdentifierStore identifiers = new UserIdentifierStore();
    private final LinkedIdentityStore accounts = new LinkedIdentityStore();
    private final TicketStore tickets = new TicketStore();

    /** What is to become of a user who is there. */
    record Change(StoredUser before, User after) {

        /** Whether an account has another address from now on, so that what was sent to the one before must end. */
        private boolean isOfAddresses() {
            return !keys(before.user()).equals(keys(after));
        }

        private static List<String> keys(User user) {
            return user.addresses().stream().map(UserIdentifier::key).toList();
        }

        /** Whether it makes too much of the profile. What was too much already may stay and become less. */
        private boolean isTooLong() {
            int length = counted(after);
            return length > LONGEST && length > counted(before.user());
        }
    }

    /** Adds users, each with another id, in the order of their creation, and tells who cannot be added. Those are not. */
    Map<UserId, Hindrance> insert(Tx tx, TenantId tenant, List<User> users) {
        var hindered = new HashMap<UserId, Hindrance>();
        var added = profiles.insert(
                tx,
                tenant,
                users.stream().filter(user -> counted(user) <= LONGEST).toList());
        var ids = added.stream().map(stored -> stored.user().id()).toList();
        users.forEach(user -> hindered.put(user.id(), present(user)));
        ids.forEach(hindered::remove);

        var claims = added.stream()
                .map(stored -> Claim.of(stored.user(), List.of(), List.of()))
                .toList();
        var lost = lost(tx, tenant, claims);
        accounts.find(tx, tenant, ids.stream().map(UserId::value).toList())
                .keySet()
                .forEach(taken -> lost.put(new UserId(taken), new Hindrance.Linked(taken)));
        profiles.delete(tx, tenant, lost.keySet());
        hindered.putAll(lost);

        attributes.insert(
                tx,
                tenant,
                added.stream()
                        .filter(stored -> !lost.containsKey(stored.user().id()))
                        .flatMap(stored -> attributes(stored).stream())
                        .toList());
        return hindered;
    }

    /** Waits until nobody else makes users or accounts, and keeps it so until the transaction is over. */
    void inTurn(Tx tx, TenantId tenant) {
        var _ = profiles.number(tx, tenant, 0);
    }

    /**
     * Changes users who are locked, and tells who cannot be changed. Those stay as they are. Whoever gives them accounts has
     * taken a turn before.
     */
    Map<UserId, Hindrance> update(Tx tx, TenantId tenant, List<Change> changes) {
        var tooLong =
                changes.stream().filter(Change::isTooLong).map(Change::after).toList();
        var claims = changes.stream()
                .filter(change -> !tooLong.contains(change.after))
                .map(change ->
                        Claim.of(change.after, UserIdentifier.of(change.before.user()), linked(change.before.user())))
                .toList();
        var lost = lost(tx, tenant, claims);
        tooLong.forEach(user -> lost.put(user.id(), new Hindrance.TooLong(counted(user))));
        var kept = changes.stream()
                .filter(change -> !lost.containsKey(change.after.id()))
                .toList();
        profiles.update(tx, tenant, kept.stream().map(Change::after).toList());
        tickets.end(
                tx,
                tenant,
                kept.stream()
                        .filter(Change::isOfAddresses)
                        .map(change -> change.after.id())
                        .toList());
        var gone = new ArrayList<UserAttributeStore.Row>();
        var come = new ArrayList<UserAttributeStore.Row>();
        for (var change : kept) {
            dropClaims(
                    tx, tenant, Claim.of(change.before.user(), UserIdentifier.of(change.after), linked(change.after)));
            var before = attributes(change.before);
            var after = attributes(new StoredUser(change.before.seq(), change.after));
            var old = new HashSet<>(before);
            var current = new HashSet<>(after);
            before.stream().filter(row -> !current.contains(row)).forEach(gone::add);
            after.stream().filter(row -> !old.contains(row)).forEach(come::add);
        }
        attributes.delete(tx, tenant, gone);
        attributes.insert(tx, tenant, come);
        return lost;
    }

    /** Deletes users who are locked. */
    void delete(Tx tx, TenantId tenant, Collection<StoredUser> users) {
        attributes.delete(
                tx,
                tenant,
                users.stream().flatMap(stored -> attributes(stored).stream()).toList());
        profiles.delete(
                tx, tenant, users.stream().map(stored -> stored.user().id()).toList());
    }

    /** What a user is to have that only one may. */
    private record Claim(
            UserId user, List<UserIdentifierStore.Row> identifiers, List<LinkedIdentityStore.Row> accounts) {

        /** All of a user but what these are. */
        static Claim of(User user, List<UserIdentifier> identifiers, List<LinkedIdentityStore.Row> accounts) {
            return new Claim(
                    user.id(),
                    UserIdentifier.of(user).stream()
                            .filter(identifier -> !identifiers.contains(identifier))
                            .map(identifier -> new UserIdentifierStore.Row(identifier, user.id()))
                            .toList(),
                    linked(user).stream()
                            .filter(account -> !accounts.contains(account))
                            .toList());
        }
    }

    /** Makes all claims, takes those back of which a part was somebody else's, and tells which. */
    private Map<UserId, Hindrance> lost(Tx tx, TenantId tenant, List<Claim> claims) {
        var lost = new HashMap<UserId, Hindrance>();
        var wanted =
                claims.stream().flatMap(claim -> claim.identifiers.stream()).toList();
        identifiers.insert(tx, tenant, wanted);
        var got = new HashSet<>(identifiers.of(
                tx,
                tenant,
                wanted.stream().map(UserIdentifierStore.Row::user).distinct().toList()));
        wanted.stream()
                .filter(row -> !got.contains(row))
                .forEach(row -> lost.putIfAbsent(row.user(), new Hindrance.Taken(row.identifier())));

        var linked = claims.stream().flatMap(claim -> claim.accounts.stream()).toList();
        accounts.insert(tx, tenant, linked);
        var keys = linked.stream().map(LinkedIdentityStore.Row::identity).toList();
        var owners = accounts.find(tx, tenant, keys);
        var own = profiles.find(tx, tenant, keys.stream().map(UserId::new).toList());
        linked.stream()
                .filter(row ->
                        !row.user().equals(owners.get(row.identity())) || own.containsKey(new UserId(row.identity())))
                .forEach(row -> lost.put(row.user(), new Hindrance.Linked(row.identity())));

        claims.stream().filter(claim -> lost.containsKey(claim.user)).forEach(claim -> dropClaims(tx, tenant, claim));
        return lost;
    }

    private void dropClaims(Tx tx, TenantId tenant, Claim claim) {
        identifiers.delete(tx, tenant, claim.identifiers);
        accounts.delete(tx, tenant, claim.accounts);
    }

    private static Hindrance present(User user) {
        int length = counted(user);
        return length > LONGEST ? new Hindrance.TooLong(length) : new Hindrance.Present();
    }

    /** How long a profile is. */
    private static int counted(User user) {
        int length = user.profile().toString().length();
        return length <= LONGEST
                ? length
                : user.profile().without(NOT_COUNTED).toString().length();
    }

    private static List<LinkedIdentityStore.Row> linked(User user) {
        return user.linked().stream()
                .map(identity -> new LinkedIdentityStore.Row(identity.key(), user.id()))
                .distinct()
                .toList();
    }

    private static List<UserAttributeStore.Row> attributes(StoredUser stored) {
        return UserAttributes.of(stored.user()).stream()
                .map(attribute -> new UserAttributeStore.Row(attribute, stored.seq()))
                .toList();
    }
}
