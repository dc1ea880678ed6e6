package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.Connection;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Turns;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes single users and changes them, as their connections let and need it. */
public final class UserAccounts {

    private static final String PASSWORD = "password";
    private static final String CONNECTION = "connection";
    private static final int ID_LENGTH = 24;

    private final Database database;
    private final Connections connections;
    private final Passwords passwords;
    private final PasswordHistory history;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;
    private final Turns turns;
    private final UserStore profiles = new UserStore();
    private final UserRows rows = new UserRows();
    private final PasswordStore hashes = new PasswordStore();
    private final UserCountStore counts = new UserCountStore();

    UserAccounts(
            Database database,
            Connections connections,
            Passwords passwords,
            SecretBox box,
            AuditLog audit,
            Clock clock,
            RandomText random,
            Turns turns) {
        this.database = database;
        this.connections = connections;
        this.passwords = passwords;
        this.history = new PasswordHistory(database, passwords, box);
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.turns = turns;
    }

    /**
     * Adds a user with these members, which bear the Management API's names. Refuses with {@link Problem.NotFound} when there is
     * no such connection, with {@link Problem.Conflict} a user who is there already, with {@link Problem.UserRefused} a caller
     * that may not use the connection, and what the connection does not take.
     *
     * @param caller the client that must be one of those that may use the connection; empty where none needs to be
     */
    public User add(TenantId tenant, JsonObject asked, Optional<ClientId> caller, Origin origin) {
        var name = asked.text("/" + CONNECTION).orElseThrow();
        var connection = connections.named(tenant, name).orElseThrow(() -> noConnection(name));
        var rules = AccountRules.of(connection);
        rules.requireNew(asked);
        caller.ifPresent(client -> requireUser(connection, client));
        Metadata.require(asked);
        var userId = asked.text("/user_id").filter(text -> !text.isEmpty()).orElseGet(() -> random.hex(ID_LENGTH));
        var now = clock.instant();
        var user = NewUser.of(asked, connection, userId, now);
        ImportedUser.checked(user.id().value());
        var hash = hash(tenant, user.id().value(), asked, rules, user);
        return turns.alone(
                tenant.value(), () -> database.transaction(tx -> add(tx, tenant, connection, user, hash, now, origin)));
    }

    /**
     * Changes what is given; a null takes a member away, and of the metadata single members. What is of one account is of the one
     * whose {@code connection} is named, or of the first.
     *
     * <p>Refuses with {@link Problem.NotFound} a user who is not there, with {@link Problem.Conflict} an address or a name of
     * another's, and what an account of that kind does not take.
     */
    public User change(TenantId tenant, UserId id, JsonObject change, Origin origin) {
        UserChange.requireApart(change);
        Metadata.require(change);
        var seen = seen(tenant, id);
        var account = account(seen, change);
        var rules = AccountRules.of(account, connections.named(tenant, account.connection()));
        UserChange.requireAllowed(change, seen, account, rules);
        var now = clock.instant();
        var hash = hash(tenant, account.key(), change, rules, UserChange.applied(seen, change, account, now));
        int remembered = PasswordPolicy.of(rules.options()).remembered();
        return database.transaction(tx -> changed(tx, tenant, id, _ -> change, hash, remembered, now, origin));
    }

    /** Refuses a password that the user's first account cannot get, as {@link #change} does, and changes nothing. */
    public void requireAllowed(TenantId tenant, UserId id, String password) {
        var user = seen(tenant, id);
        var account = user.identities().getFirst();
        var rules = AccountRules.of(account, connections.named(tenant, account.connection()));
        requireAllowed(tenant, account.key(), password, rules, user);
    }

    /** Puts these in the place of all {@code app_metadata}. Refuses with {@link Problem.NotFound} a user who is not there. */
    public User replaceAppMetadata(TenantId tenant, UserId id, JsonObject metadata, Origin origin) {
        Metadata.require(Metadata.asChange(metadata));
        var now = clock.instant();
        return database.transaction(tx -> changed(
                tx,
                tenant,
                id,
                before -> Metadata.asChange(Metadata.replacing(before.profile(), metadata)),
                Optional.empty(),
                0,
                now,
                origin));
    }

    /** Refuses a client that may not use the connection. */
    private static void requireUser(Connection connection, ClientId client) {
        if (!connection.enabledClients().contains(client)) {
            throw new Problem.UserRefused(
                            "Connection must be enabled for this client to perform single user creation and"
                                    + " signup operations (client_id: %s - connection: %s)"
                                            .formatted(client.value(), connection.name()))
                    .asException();
        }
    }

    private User add(
            Tx tx,
            TenantId tenant,
            Connection connection,
            User user,
            Optional<PasswordHash> hash,
            Instant now,
            Origin origin) {
        rows.inTurn(tx, tenant);
        if (!connections.isThere(tx, tenant, connection.id())) {
            throw noConnection(connection.name());
        }
        switch (rows.insert(tx, tenant, List.of(user)).get(user.id())) {
            case null -> {}
            case Hindrance.TooLong tooLong -> throw tooLong.asException();
            case Hindrance.Taken(var identifier)
            when identifier.type().equals("username") ->
                throw new Problem.UserRefused("The username provided is in use already.").asException();
            case Hindrance.Present _, Hindrance.Taken _, Hindrance.Linked _ ->
                throw new Problem.Conflict(
                                UserRemoval.KIND, "user_id", user.id().value())
                        .asException();
        }
        hash.ifPresent(kept -> hashes.change(tx, tenant, user.id().value(), user.id(), kept, 0, now));
        audit.record(
                tx,
                tenant,
                origin,
                "create",
                UserRemoval.KIND,
                user.id().value(),
                "",
                user.profile().toString());
        counts.came(tx, tenant, List.of(user.id()));
        return user;
    }

    private User changed(
            Tx tx,
            TenantId tenant,
            UserId id,
            Function<User, JsonObject> changes,
            Optional<PasswordHash> hash,
            int remembered,
            Instant now,
            Origin origin) {
        var stored = Optional.ofNullable(profiles.lock(tx, tenant, List.of(id)).get(id))
                .orElseThrow(() -> absent(id));
        var before = stored.user();
        var change = changes.apply(before);
        var account = account(before, change);
        var after = UserChange.applied(before, change, account, now);
        if (!after.equals(before)) {
            var hindered = rows.update(tx, tenant, List.of(new UserRows.Change(stored, after)));
            hindered.values().forEach(UserAccounts::refuse);
        }
        hash.ifPresent(kept -> hashes.change(tx, tenant, account.key(), id, kept, remembered, now));
        if (change.isNull(PASSWORD)) {
            hashes.delete(tx, tenant, account.key(), id);
        }
        if (change.has(PASSWORD) || !after.equals(before)) {
            var was = before.profileWithoutTokens();
            var is = after.profileWithoutTokens();
            audit.record(
                    tx,
                    tenant,
                    origin,
                    change.has(PASSWORD) ? "change password" : "update",
                    UserRemoval.KIND,
                    id.value(),
                    was.unlike(is).toString(),
                    is.unlike(was).toString());
        }
        return after;
    }

    private static void refuse(Hindrance hindrance) {
        throw switch (hindrance) {
            case Hindrance.Taken(var identifier) ->
                new Problem.Conflict("new user identifier", identifier.type(), identifier.value()).asException();
            case Hindrance.TooLong tooLong -> tooLong.asException();
            case Hindrance.Present _, Hindrance.Linked _ ->
                throw new IllegalStateException("a change of a profile made an account");
        };
    }

    private Optional<PasswordHash> hash(
            TenantId tenant, String identity, JsonObject given, AccountRules rules, User user) {
        return given.text("/" + PASSWORD).map(password -> {
            requireAllowed(tenant, identity, password, rules, user);
            return passwords.hash(password);
        });
    }

    private void requireAllowed(TenantId tenant, String identity, String password, AccountRules rules, User user) {
        var policy = PasswordPolicy.of(rules.options());
        policy.require(password, user.profile());
        history.require(tenant, identity, policy, password);
    }

    private User seen(TenantId tenant, UserId id) {
        return Optional.ofNullable(database.read(tx -> profiles.find(tx, tenant, List.of(id)))
                        .get(id))
                .map(StoredUser::user)
                .orElseThrow(() -> absent(id));
    }

    /** The account that a change is about. */
    private Identity account(User user, JsonObject change) {
        var name = change.text("/" + CONNECTION);
        if (name.isEmpty()) {
            return user.identities().getFirst();
        }
        return user.identities().stream()
                .filter(account -> account.connection().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> noConnection(name.get()));
    }

    static RuntimeException absent(UserId id) {
        return new Problem.NotFound(UserRemoval.KIND, id.value()).asException();
    }

    private static RuntimeException noConnection(String name) {
        return new Problem.NotFound("connection of a user", name).asException();
    }
}
