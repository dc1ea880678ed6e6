package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a PATCH of the Management API makes of a user. */
final class UserChange {

    private static final String PASSWORD = "password";
    private static final String EMAIL = "email";
    private static final String USERNAME = "username";
    private static final String PROFILE_DATA = "profileData";
    private static final String NOT_HERE = "Connection is not supported for this operation.";
    private static final String SYNC_MANUAL =
            "https://auth0.com/docs/dashboard/guides/connections/configure-connection-sync";

    /** These belong to one account, and are those of the user where it is the first. */
    private static final List<String> OF_ACCOUNT =
            List.of(EMAIL, "email_verified", "phone_number", "phone_verified", USERNAME);

    /** What a provider tells of a user. */
    private static final List<String> TOLD = List.of("family_name", "given_name", "name", "nickname", "picture");

    /** These say how a change is made. */
    private static final List<String> NOT_KEPT =
            List.of("connection", PASSWORD, "client_id", "verify_email", "verify_phone_number");

    /** Of these no two can be changed at once: Auth0 changes them in different places. */
    private static final List<List<String>> APART = List.of(
            List.of(PASSWORD, EMAIL),
            List.of(PASSWORD, "email_verified"),
            List.of(USERNAME, EMAIL),
            List.of(USERNAME, "email_verified"),
            List.of(USERNAME, PASSWORD));

    private UserChange() {}

    /** Refuses what cannot be changed together. */
    static void requireApart(JsonObject change) {
        for (var pair : APART) {
            if (pair.stream().allMatch(change::has)) {
                throw AccountRules.unsupported(
                        "Cannot update " + pair.getFirst() + " and " + pair.getLast() + " simultaneously");
            }
        }
    }

    /** Refuses what an account of that kind cannot have changed. */
    static void requireAllowed(JsonObject change, User user, Identity account, AccountRules rules) {
        rules.requireUsable(change);
        if (rules.isOwn()) {
            require(rules.knowsPhones() || !change.has("phone_number"), "Cannot update phone_number for non-sms user");
            rules.requireKnown(change.names());
            rules.requireUsername(change);
        }
        require(!change.has(EMAIL) || rules.isOwn(), "Cannot update email for non-database user.");
        for (var name : List.of("phone_number", "phone_verified", USERNAME)) {
            require(!change.has(name) || rules.isOwn(), NOT_HERE);
        }
        require(!change.has(PASSWORD) || rules.isDatabase(), NOT_HERE);
        boolean isProvidersWord =
                !rules.isOwn() && !account.told().flag("/isSocial").orElse(false);
        require(
                !change.has("email_verified") || !isProvidersWord,
                "Email verification is not supported for enterprise users.");
        require(!change.has("email_verified") || !rules.strategy().equals("sms"), NOT_HERE);
        if (!isFirst(user, account)) {
            requireUntold(change, "The specified connection belongs to a secondary identity.");
        } else if (rules.isSynchronized()) {
            requireUntold(
                    change,
                    "The connection (" + account.connection()
                            + ") must either be a database connection (using the Auth0 store), a passwordless connection "
                            + "(email or sms) or has disabled 'Sync user profile attributes at each login'. "
                            + "For more information, see " + SYNC_MANUAL);
        }
        for (var name : rules.needed()) {
            requireKept(change, name);
        }
        if (rules.needsPassword()) {
            requireKept(change, PASSWORD);
        }
    }

    private static void require(boolean isAllowed, String refusal) {
        if (!isAllowed) {
            throw AccountRules.unsupported(refusal);
        }
    }

    private static void requireUntold(JsonObject change, String reason) {
        var told = TOLD.stream().filter(change::has).toList();
        if (!told.isEmpty()) {
            throw AccountRules.unsupported(
                    "The following user attributes cannot be updated: " + String.join(", ", told) + ". " + reason);
        }
    }

    private static void requireKept(JsonObject change, String name) {
        if (change.isNull(name)) {
            throw new Problem.Invalid(Part.BODY, "/" + name, "Expected type string but found type null").asException();
        }
    }

    /** The user as changed. What says what is there already changes nothing, not even the time; a password is always new. */
    static User applied(User before, JsonObject change, Identity account, Instant now) {
        var profile = root(before.profile(), change.without(NOT_KEPT));
        var ofAccount = verifiedAnew(account(before, account), NewUser.folded(change.only(OF_ACCOUNT)));
        profile = isFirst(before, account)
                ? merged(profile, ofAccount)
                : inAccounts(profile, account, merged(account(before, account), ofAccount));
        boolean isReset = change.text("/" + PASSWORD).isPresent();
        if (profile.equals(before.profile()) && !isReset) {
            return before;
        }
        var time = ProfileTime.text(now);
        var whole = profile.with("updated_at", time);
        return new User(before.id(), isReset ? whole.with("last_password_reset", time) : whole);
    }

    private static JsonObject root(JsonObject profile, JsonObject change) {
        return Metadata.over(merged(profile, change.without(OF_ACCOUNT).without(Metadata.BOTH)), change);
    }

    private static JsonObject merged(JsonObject present, JsonObject change) {
        return present.mergedWith(change, Set.of())
                .without(change.names().stream().filter(change::isNull).toList());
    }

    /**
     * An address that is new is not verified, unless the change says that it is, and of one that goes nothing is said. One that is
     * the same but for capitals, as a user may have come with, stays as it is.
     */
    private static JsonObject verifiedAnew(JsonObject present, JsonObject change) {
        var whole = change;
        for (var pair : Map.of(EMAIL, "email_verified", "phone_number", "phone_verified")
                .entrySet()) {
            var address = pair.getKey();
            var told = change.text("/" + address).map(UserIdentifier::key);
            if (told.isPresent() && told.equals(present.text("/" + address).map(UserIdentifier::key))) {
                whole = whole.without(List.of(address));
            } else if (told.isPresent() && !change.has(pair.getValue())) {
                whole = whole.with(pair.getValue(), false);
            } else if (change.isNull(address)) {
                whole = whole.mergedWith(change.only(List.of(address)).renamed(address, pair.getValue()), Set.of());
            }
        }
        return whole;
    }

    private static boolean isFirst(User user, Identity account) {
        return account.key().equals(user.id().value())
                || user.identities().getFirst().equals(account);
    }

    /** What the profile tells of one account. */
    private static JsonObject account(User user, Identity account) {
        return isFirst(user, account)
                ? user.profile()
                : account.told().object(PROFILE_DATA).orElseGet(() -> JsonObject.of(Map.of()));
    }

    private static JsonObject inAccounts(JsonObject profile, Identity account, JsonObject data) {
        var accounts = profile.objects("/identities").stream()
                .map(told -> told.equals(account.told()) ? told.with(PROFILE_DATA, data) : told)
                .toList();
        return profile.with("identities", accounts);
    }
}
