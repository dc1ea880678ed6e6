package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.AccountFault;
import dev.bailiwick.rbac.Assignments;
import dev.bailiwick.rbac.Departure;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Turns;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The accounts of users: linking makes a user an account of another, and unlinking makes of an account a user again. Methods
 * refuse with {@link Problem.NotFound} a user who is not there, and with {@link Problem.AccountRefused} what cannot be done.
 */
public final class UserIdentities {

    private static final String IDENTITIES = "identities";
    private static final String PROFILE_DATA = "profileData";

    private final Database database;
    private final Assignments assignments;
    private final AuditLog audit;
    private final Clock clock;
    private final Turns turns;
    private final UserStore profiles = new UserStore();
    private final LinkedIdentityStore linked = new LinkedIdentityStore();
    private final UserRows rows = new UserRows();
    private final DepartedStore departed = new DepartedStore();
    private final PasswordStore passwords = new PasswordStore();
    private final UserCountStore counts = new UserCountStore();

    UserIdentities(Database database, Assignments assignments, AuditLog audit, Clock clock, Turns turns) {
        this.database = database;
        this.assignments = assignments;
        this.audit = audit;
        this.clock = clock;
        this.turns = turns;
    }

    /**
     * Makes a user, and all accounts of that user, accounts of another. What the user was a member of and had in the metadata is
     * lost; what the user is known by and the password stay with the account.
     *
     * @param connection the name of the connection that the account must be of, if that is asked for
     * @return the user whose accounts they are now
     */
    public User link(TenantId tenant, UserId id, UserId other, Optional<String> connection, Origin origin) {
        if (id.equals(other)) {
            throw refused(AccountFault.LINKED_TO_ITSELF);
        }
        return turns.alone(tenant.value(), () -> {
            var answer = new ArrayList<User>();
            assignments.removeAll(
                    tenant,
                    List.of(other),
                    (tx, leaving) -> {
                        answer.clear();
                        answer.add(link(tx, tenant, id, other, connection, leaving, origin));
                    },
                    origin);
            return answer.getFirst();
        });
    }

    /**
     * Makes an account of a user a user again, with the profile that the account has. Changes nothing where the user has no such
     * account, as Auth0 does.
     *
     * @param account provider and id, with a bar between them
     * @return the user who had it
     */
    public User unlink(TenantId tenant, UserId id, String account, Origin origin) {
        var now = clock.instant();
        return turns.alone(
                tenant.value(), () -> database.transaction(tx -> unlink(tx, tenant, id, account, now, origin)));
    }

    private User unlink(Tx tx, TenantId tenant, UserId id, String account, Instant now, Origin origin) {
        rows.inTurn(tx, tenant);
        var stored = Optional.ofNullable(profiles.lock(tx, tenant, List.of(id)).get(id))
                .orElseThrow(() -> UserAccounts.absent(id));
        var before = stored.user();
        if (before.identities().getFirst().key().equals(account) || id.value().equals(account)) {
            throw refused(AccountFault.UNLINKED_FIRST);
        }
        var identity = before.identities().stream()
                .filter(each -> each.key().equals(account))
                .findFirst();
        return identity.map(found -> unlink(tx, tenant, stored, found, now, origin))
                .orElse(before);
    }

    private User unlink(Tx tx, TenantId tenant, StoredUser stored, Identity identity, Instant now, Origin origin) {
        var id = stored.user().id();
        var left = stored.user().profile().objects("/" + IDENTITIES).stream()
                .filter(told -> !told.equals(identity.told()))
                .toList();
        var after = withAccounts(stored.user(), left, now);
        require(rows.update(tx, tenant, List.of(new UserRows.Change(stored, after))));
        var alone = alone(identity, now);
        require(rows.insert(tx, tenant, List.of(alone)));
        passwords.move(tx, tenant, List.of(identity.key()), alone.id());
        audit.record(tx, tenant, origin, "unlink", UserRemoval.KIND, id.value(), Json.text(identity.key()), "");
        counts.came(tx, tenant, List.of(alone.id()));
        return after;
    }

    private User link(
            Tx tx,
            TenantId tenant,
            UserId id,
            UserId other,
            Optional<String> connection,
            Function<Collection<UserId>, Map<UserId, Departure>> leaving,
            Origin origin) {
        rows.inTurn(tx, tenant);
        var both = profiles.lock(tx, tenant, List.of(id, other));
        var stored = Optional.ofNullable(both.get(id)).orElseThrow(() -> UserAccounts.absent(id));
        var gone = Optional.ofNullable(both.get(other)).orElseThrow(() -> nobody(tx, tenant, other));
        var account = gone.user().identities().getFirst();
        if (connection.filter(name -> !name.equals(account.connection())).isPresent()) {
            throw refused(AccountFault.LINKED_NOBODY);
        }
        var accounts = new ArrayList<>(accounts(stored.user()));
        accounts.add(withData(account, gone.user()));
        gone.user().identities().stream().skip(1).map(Identity::told).forEach(accounts::add);
        var after = withAccounts(stored.user(), accounts, clock.instant());
        passwords.move(
                tx, tenant, gone.user().identities().stream().map(Identity::key).toList(), id);
        rows.delete(tx, tenant, List.of(gone));
        departed.delete(tx, tenant, List.of(other));
        require(rows.update(tx, tenant, List.of(new UserRows.Change(stored, after))));
        counts.went(tx, tenant, List.of(other));
        audit.record(
                tx,
                tenant,
                origin,
                "link",
                UserRemoval.KIND,
                id.value(),
                LeftJson.of(gone.user(), leaving.apply(List.of(other))),
                Json.text(account.key()));
        return after;
    }

    private RuntimeException nobody(Tx tx, TenantId tenant, UserId other) {
        boolean isLinked = !linked.find(tx, tenant, List.of(other.value())).isEmpty();
        return refused(isLinked ? AccountFault.LINKED_ALREADY : AccountFault.LINKED_NOBODY);
    }

    private static void require(Map<UserId, Hindrance> hindered) {
        hindered.values().forEach(hindrance -> {
            throw switch (hindrance) {
                case Hindrance.TooLong tooLong -> tooLong.asException();
                case Hindrance.Present _, Hindrance.Taken _, Hindrance.Linked _ -> refused(AccountFault.LINKED_ALREADY);
            };
        });
    }

    private static List<JsonObject> accounts(User user) {
        var told = user.profile().objects("/" + IDENTITIES);
        return told.isEmpty() ? List.of(told(user.identities().getFirst())) : told;
    }

    /** A block goes along, so that unlinking lifts none. */
    private static JsonObject withData(Identity account, User user) {
        return told(account).with(PROFILE_DATA, user.profileData());
    }

    /** What a profile tells of an account; of one that only the id names, what that tells. */
    private static JsonObject told(Identity account) {
        if (account.told().has("provider")) {
            return account.told();
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("connection", account.connection());
        members.put("user_id", account.userId());
        members.put("provider", account.provider());
        members.put("isSocial", false);
        return JsonObject.of(members);
    }

    private static User withAccounts(User user, List<JsonObject> accounts, Instant now) {
        return new User(user.id(), user.profile().with(IDENTITIES, accounts).with("updated_at", ProfileTime.text(now)));
    }

    private static User alone(Identity account, Instant now) {
        var members = new LinkedHashMap<String, Object>();
        members.put("user_id", account.key());
        members.put("created_at", ProfileTime.text(now));
        members.put("updated_at", ProfileTime.text(now));
        members.put(IDENTITIES, List.of(account.told().without(List.of(PROFILE_DATA))));
        var data = account.told().object(PROFILE_DATA).orElseGet(() -> JsonObject.of(Map.of()));
        var profile = JsonObject.of(NewUser.usual(data))
                .only(User.FOLLOWING)
                .mergedWith(data, Set.of())
                .mergedWith(JsonObject.of(members), Set.of());
        return new User(
                new UserId(account.key()),
                profile.in(profile.names().stream().sorted().toList()));
    }

    private static RuntimeException refused(AccountFault fault) {
        return new Problem.AccountRefused(fault).asException();
    }
}
