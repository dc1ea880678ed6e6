package dev.bailiwick.user;

import dev.bailiwick.connection.Connection;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the users of a connection are known by there, and whether they have passwords.
 *
 * @param strategy the connection's
 * @param identifiers those that a user may have
 * @param needed those that a user must have; of the others at least one where none is needed
 * @param options the connection's
 * @param isEnabled whether anybody may use the connection
 */
record AccountRules(
        String strategy, Set<String> identifiers, Set<String> needed, JsonObject options, boolean isEnabled) {

    static final String DATABASE = "auth0";

    private static final String EMAIL = "email";
    private static final String USERNAME = "username";
    private static final String PHONE = "phone_number";
    private static final String PHONE_VERIFIED = "phone_verified";
    private static final String PASSWORD = "password";
    private static final String ATTRIBUTES = "attributes";
    private static final Map<String, Set<String>> PASSWORDLESS = Map.of(EMAIL, Set.of(EMAIL), "sms", Set.of(PHONE));
    private static final List<String> ALL = List.of(EMAIL, USERNAME, PHONE);

    AccountRules {
        identifiers = Set.copyOf(identifiers);
        needed = Set.copyOf(needed);
    }

    static AccountRules of(Connection connection) {
        return of(connection.strategy(), connection.options(), connection.isEnabled());
    }

    /** Those of an account whose connection may be gone; our own database's are then as they are without options. */
    static AccountRules of(Identity account, Optional<Connection> connection) {
        return connection.map(AccountRules::of).orElseGet(() -> of(account.provider(), JsonObject.of(Map.of()), true));
    }

    private static AccountRules of(String strategy, JsonObject options, boolean isEnabled) {
        if (!strategy.equals(DATABASE)) {
            var only = PASSWORDLESS.getOrDefault(strategy, Set.of());
            return new AccountRules(strategy, only, only, options, isEnabled);
        }
        var attributes = options.object(ATTRIBUTES);
        if (attributes.isPresent()) {
            return flexible(attributes.get(), options, isEnabled);
        }
        var both = Set.of(EMAIL, USERNAME);
        var known = options.flag("/requires_username").orElse(false) ? both : Set.of(EMAIL);
        return new AccountRules(strategy, known, known, options, isEnabled);
    }

    /** Those of a connection that tells of each identifier whether it has it. */
    private static AccountRules flexible(JsonObject attributes, JsonObject options, boolean isEnabled) {
        var identifiers = new LinkedHashSet<String>();
        var needed = new LinkedHashSet<String>();
        for (var name : ALL) {
            attributes.object(name).ifPresent(attribute -> {
                identifiers.add(name);
                if (attribute.flag("/profile_required").orElse(false)
                        || attribute.text("/signup/status").orElse("").equals("required")) {
                    needed.add(name);
                }
            });
        }
        return new AccountRules(DATABASE, identifiers, needed, options, isEnabled);
    }

    boolean isDatabase() {
        return strategy.equals(DATABASE);
    }

    /** Whether its users are kept here and nowhere else. */
    boolean isOwn() {
        return isDatabase() || PASSWORDLESS.containsKey(strategy);
    }

    /** Whether what the provider tells of a user is taken over at each login, so that nothing of it is changed here. */
    boolean isSynchronized() {
        var rule = options.text("/set_user_root_attributes").orElse("on_each_login");
        return !isOwn() && rule.equals("on_each_login");
    }

    boolean needsPassword() {
        return isDatabase()
                && options.flag("/authentication_methods/password/enabled").orElse(true)
                && options.text("/authentication_methods/password/api_behavior")
                        .orElse("required")
                        .equals("required");
    }

    /**
     * Refuses a user of a connection that has users of its own only by logins, of one that nobody may use, and one without what is
     * needed.
     */
    void requireNew(JsonObject asked) {
        if (!isOwn()) {
            throw unsupported("Connection does not support user creation through the API. "
                    + "It must either be a database or passwordless connection");
        }
        if (!isEnabled) {
            throw new Problem.Disabled("The connection is disabled").asException();
        }
        requireNoPhone(asked);
        requireIdentified(asked);
        if (asked.has(PASSWORD) && !isDatabase()) {
            throw unsupported("Cannot set password for a passwordless connection");
        }
        if (needsPassword() && !asked.has(PASSWORD)) {
            throw missing(PASSWORD);
        }
    }

    /** Refuses what is told of a phone where users of the connection have none. */
    private void requireNoPhone(JsonObject asked) {
        if (!knowsPhones()) {
            asked.names().stream()
                    .filter(name -> name.equals(PHONE) || name.equals(PHONE_VERIFIED))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new Problem.NotAllowed("\"" + name + "\" is not allowed").asException();
                    });
        }
    }

    /** Whether users may be known by phone numbers. */
    boolean knowsPhones() {
        return identifiers.contains(PHONE);
    }

    /** Refuses a user who is not known by just what users of the connection are known by. */
    void requireIdentified(JsonObject asked) {
        requireKnown(asked.names());
        requireUsername(asked);
        ALL.stream()
                .filter(name -> needed.contains(name) && !asked.has(name))
                .findFirst()
                .ifPresent(missing -> {
                    throw missing(missing);
                });
        if (needed.isEmpty() && identifiers.stream().noneMatch(asked::has)) {
            throw missing(ALL.stream().filter(identifiers::contains).findFirst().orElse(EMAIL));
        }
    }

    /** Refuses a username that users of the connection may not have. */
    void requireUsername(JsonObject asked) {
        asked.text("/" + USERNAME).ifPresent(UsernameRules.of(options)::require);
    }

    /** Refuses to change what users of our own are known by, or prove themselves by, where nobody may use the connection. */
    void requireUsable(JsonObject change) {
        boolean isOfAccount = change.has(PASSWORD) || ALL.stream().anyMatch(change::has);
        if (isOwn() && !isEnabled && isOfAccount) {
            throw unsupported("Cannot change email or password for users in a disabled connection.");
        }
    }

    /** Refuses identifiers that users of the connection do not have. */
    void requireKnown(List<String> names) {
        ALL.stream()
                .filter(name -> names.contains(name) && !identifiers.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw unsupported(
                            unknown.equals(USERNAME)
                                    ? "Cannot set username for connection without requires_username"
                                    : "Cannot set " + unknown + " for connection without this identifier");
                });
    }

    static RuntimeException missing(String member) {
        return new Problem.Invalid(Part.BODY, "", "Missing required property: " + member).asException();
    }

    static RuntimeException unsupported(String reason) {
        return new Problem.Unsupported(reason).asException();
    }
}
