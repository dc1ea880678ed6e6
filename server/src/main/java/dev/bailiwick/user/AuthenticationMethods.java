package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users prove themselves by beside their passwords. Refuses with {@link Problem.NotFound} a user who is not there. */
public final class AuthenticationMethods {

    static final String KIND = "authentication method";
    static final String TOTP_SECRET = "totp_secret";

    private static final String KINDS = "authentication methods";
    private static final String PREFERRED = "preferred_authentication_method";
    private static final int MOST_OF_A_TYPE = 20;
    private static final int ID_LENGTH = 16;

    /** How many characters the settings of one may have, written as JSON. */
    private static final int LONGEST = 65_536;

    private final AuthenticationMethodStore store = new AuthenticationMethodStore();
    private final UserStore users = new UserStore();
    private final Database database;
    private final SecretBox box;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;

    AuthenticationMethods(Database database, SecretBox box, AuditLog audit, Clock clock, RandomText random) {
        this.database = database;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Those of a user, in the order of their creation. */
    public Sliced<AuthenticationMethod> list(TenantId tenant, UserId user, Slice slice) {
        return database.glance(tx -> {
            require(tx, tenant, user);
            return store.list(tx, tenant, user, slice);
        });
    }

    /** Refuses with {@link Problem.NotFound} one that is not there, too. */
    public AuthenticationMethod get(TenantId tenant, UserId user, String id) {
        return database.read(tx -> {
            require(tx, tenant, user);
            return store.find(tx, tenant, user, id).orElseThrow(() -> missing(id));
        });
    }

    /** All of a user, in the order of their creation. */
    List<AuthenticationMethod> all(TenantId tenant, UserId user) {
        return database.read(tx -> {
            require(tx, tenant, user);
            return store.all(tx, tenant, user);
        });
    }

    /**
     * Adds one behind the others. Refuses with {@link Problem.Conflict} what the user has already, and with {@link
     * Problem.TooMany} the 21st of a type.
     *
     * @param given with its type and, where it has one, its secret
     */
    public AuthenticationMethod add(TenantId tenant, UserId user, JsonObject given, Origin origin) {
        var added = prepared(given);
        database.change(tx -> {
            lock(tx, tenant, user);
            insert(tx, tenant, user, List.of(added));
            audit.record(tx, tenant, origin, "create", KIND, added.method().id(), "", told(user, added.method()));
        });
        return added.method();
    }

    /** The same with all that the user has, which these take the place of. Refuses with {@link Problem.InUse} passkeys among that. */
    public List<AuthenticationMethod> replaceAll(TenantId tenant, UserId user, List<JsonObject> given, Origin origin) {
        requireFew(given.stream().map(AuthenticationMethods::type));
        var added = given.stream().map(this::prepared).toList();
        var methods = added.stream().map(AuthenticationMethodStore.New::method).toList();
        database.change(tx -> {
            lock(tx, tenant, user);
            var before = store.all(tx, tenant, user);
            requireNoPasskey(before);
            store.delete(tx, tenant, user, before);
            insert(tx, tenant, user, added);
            audit.record(tx, tenant, origin, "replace", KINDS, user.value(), told(user, before), told(user, methods));
        });
        return methods;
    }

    /** Changes some settings. Refuses with {@link Problem.NotFound} one that is not there, too. */
    public AuthenticationMethod change(TenantId tenant, UserId user, String id, JsonObject changes, Origin origin) {
        return database.transaction(tx -> {
            lock(tx, tenant, user);
            var before = store.find(tx, tenant, user, id).orElseThrow(() -> missing(id));
            if (changes.has(PREFERRED) && before.type() != AuthenticationMethodType.PHONE) {
                throw new Problem.Invalid(Part.BODY, "/" + PREFERRED, "is for phones alone").asException();
            }
            var after = new AuthenticationMethod(
                    before.id(),
                    before.type(),
                    before.settings().mergedWith(changes, Set.of()).within(LONGEST, ""),
                    before.createdAt());
            if (!after.equals(before)) {
                store.update(tx, tenant, user, after);
                audit.record(tx, tenant, origin, "change", KIND, id, told(user, before), told(user, after));
            }
            return after;
        });
    }

    /** Removes one. Refuses with {@link Problem.NotFound} one that is not there, too. */
    public void remove(TenantId tenant, UserId user, String id, Origin origin) {
        database.change(tx -> {
            lock(tx, tenant, user);
            var removed = store.find(tx, tenant, user, id).orElseThrow(() -> missing(id));
            store.delete(tx, tenant, user, List.of(removed));
            audit.record(tx, tenant, origin, "delete", KIND, id, told(user, removed), "");
        });
    }

    /** Removes those of some types. Refuses with {@link Problem.InUse} passkeys among them. A user who is not there has none. */
    public void removeAll(TenantId tenant, UserId user, Predicate<AuthenticationMethodType> isMeant, Origin origin) {
        database.change(tx -> {
            users.lock(tx, tenant, List.of(user));
            var removed = store.all(tx, tenant, user).stream()
                    .filter(method -> isMeant.test(method.type()))
                    .toList();
            requireNoPasskey(removed);
            if (!removed.isEmpty()) {
                store.delete(tx, tenant, user, removed);
                audit.record(tx, tenant, origin, "delete", KINDS, user.value(), told(user, removed), "");
            }
        });
    }

    /** One with an id and the time, not yet anybody's. */
    AuthenticationMethod fresh(AuthenticationMethodType type, JsonObject settings) {
        return new AuthenticationMethod(
                type.code() + "|dev_" + random.alphanumeric(ID_LENGTH),
                type,
                settings,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    static String told(UserId user, AuthenticationMethod method) {
        return method.settings()
                .with("user_id", user.value())
                .with("type", method.type().code())
                .toString();
    }

    /** Nobody changes what the user has until the transaction is over. */
    void lock(Tx tx, TenantId tenant, UserId user) {
        if (users.lock(tx, tenant, List.of(user)).isEmpty()) {
            throw new Problem.NotFound("user", user.value()).asException();
        }
    }

    /** Adds to a user who is locked those of types of which the user has none. */
    void addMissing(Tx tx, TenantId tenant, UserId user, List<AuthenticationMethodStore.New> given) {
        if (!given.isEmpty()) {
            var present = store.all(tx, tenant, user).stream()
                    .map(AuthenticationMethod::type)
                    .collect(Collectors.toSet());
            given.stream()
                    .filter(each -> !present.contains(each.method().type()))
                    .forEach(each -> store.insert(tx, tenant, user, each));
        }
    }

    /** One with its secret sealed, which has no place in a transaction. */
    AuthenticationMethodStore.New prepared(JsonObject given) {
        var type = type(given);
        var secret = given.text("/" + TOTP_SECRET)
                .map(text -> box.seal(TOTP_SECRET, new Secret(text)))
                .orElse("");
        return new AuthenticationMethodStore.New(
                fresh(type, given.without(List.of("type", TOTP_SECRET)).within(LONGEST, "")), secret);
    }

    private void insert(Tx tx, TenantId tenant, UserId user, List<AuthenticationMethodStore.New> added) {
        added.forEach(each -> store.insert(tx, tenant, user, each));
        requireFew(store.all(tx, tenant, user).stream().map(AuthenticationMethod::type));
    }

    private static void requireFew(Stream<AuthenticationMethodType> types) {
        var counts = types.collect(Collectors.groupingBy(type -> type, Collectors.counting()))
                .values();
        if (counts.stream().anyMatch(count -> count > MOST_OF_A_TYPE)) {
            throw new Problem.TooMany(KIND, MOST_OF_A_TYPE).asException();
        }
    }

    /** A passkey may be all that a user can log in with, and so goes only when it is meant by itself. */
    private static void requireNoPasskey(List<AuthenticationMethod> going) {
        var passkeys = going.stream()
                .filter(method -> method.type() == AuthenticationMethodType.PASSKEY)
                .map(AuthenticationMethod::id)
                .toList();
        if (!passkeys.isEmpty()) {
            throw new Problem.InUse(KINDS, "passkey", passkeys).asException();
        }
    }

    private static AuthenticationMethodType type(JsonObject given) {
        return AuthenticationMethodType.ofCode(given.text("/type").orElseThrow());
    }

    private void require(Tx tx, TenantId tenant, UserId user) {
        if (users.find(tx, tenant, List.of(user)).isEmpty()) {
            throw new Problem.NotFound("user", user.value()).asException();
        }
    }

    private static String told(UserId user, List<AuthenticationMethod> methods) {
        return Json.text(methods.stream()
                .map(method -> JsonObject.ofWritten(told(user, method)))
                .toList());
    }

    private static RuntimeException missing(String id) {
        return new Problem.NotFound(KIND, id).asException();
    }
}
