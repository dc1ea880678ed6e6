package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import java.util.regex.Pattern;

/**
 * What the usernames of a connection may be, by <a
 * href="https://auth0.com/docs/authenticate/database-connections/require-username">Auth0's documentation</a>. One that reads like
 * an address or a number could be mistaken for that of somebody else, so that only a connection that asks for it takes such.
 */
record UsernameRules(long shortest, long longest, boolean takesAddresses, boolean takesNumbers) {

    private static final long USUALLY_SHORTEST = 1;
    private static final long USUALLY_LONGEST = 15;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_+\\-.!#$'^`~@]*");
    private static final Pattern ADDRESS = Pattern.compile("[^@]+@[^@.]+(\\.[^@.]+)+");
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]+");

    /** Those of a connection with these options. */
    static UsernameRules of(JsonObject options) {
        var flexible = "/attributes/username/validation";
        return options.object("attributes").isPresent()
                ? new UsernameRules(
                        options.number(flexible + "/min_length").orElse(USUALLY_SHORTEST),
                        options.number(flexible + "/max_length").orElse(USUALLY_LONGEST),
                        options.flag(flexible + "/allowed_types/email").orElse(false),
                        options.flag(flexible + "/allowed_types/phone_number").orElse(false))
                : new UsernameRules(
                        options.number("/validation/username/min").orElse(USUALLY_SHORTEST),
                        options.number("/validation/username/max").orElse(USUALLY_LONGEST),
                        false,
                        false);
    }

    /** Refuses with {@link Problem.UserRefused} one that none may be. */
    void require(String username) {
        int length = username.length();
        if (length < shortest || length > longest || !ALLOWED.matcher(username).matches()) {
            throw refused("Username can only contain alphanumeric characters and the following characters:"
                    + " '_', '+', '-', '.', '!', '#', '$', ''', '^', '`', '~' and '@'."
                    + " Username should have between %d and %d characters.".formatted(shortest, longest));
        }
        if (!takesAddresses && ADDRESS.matcher(username).matches()) {
            throw refused("The username cannot be an email.");
        }
        if (!takesNumbers && NUMBER.matcher(username).matches()) {
            throw refused("The username cannot be a phone number.");
        }
    }

    private static RuntimeException refused(String reason) {
        return new Problem.UserRefused(reason).asException();
    }
}
