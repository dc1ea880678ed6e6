package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.search.LowerCase;
import dev.bailiwick.secret.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What only one user of a connection may have.
 *
 * @param type {@code email}, {@code username} or {@code phone_number}
 * @param value in lower case
 */
record UserIdentifier(String connection, String type, String value) implements Comparable<UserIdentifier> {

    private static final Comparator<UserIdentifier> ORDER = Comparator.comparing(
                    (UserIdentifier each) -> each.connection)
            .thenComparing(UserIdentifier::type)
            .thenComparing(UserIdentifier::value);

    /** Which of them the users of whom are known by. Those who come by others may be alike. */
    private static final Map<String, List<String>> OF_PROVIDERS = Map.of(
            "auth0",
            List.of("email", "username", "phone_number"),
            "email",
            List.of("email"),
            "sms",
            List.of("phone_number"));

    /** Those of all accounts of a user. */
    static List<UserIdentifier> of(User user) {
        var all = new ArrayList<UserIdentifier>();
        for (var identity : user.identities()) {
            if (identity.connection().isEmpty()) {
                continue; // nobody can tell among whom it must be the only one
            }
            all.addAll(of(identity, told(user, identity)));
        }
        return all.stream().distinct().sorted().toList();
    }

    /** Where the profile tells what an account of the user is known by. */
    static JsonObject told(User user, Identity identity) {
        return identity.key().equals(user.id().value())
                ? user.profile()
                : identity.told().object("profileData").orElse(identity.told());
    }

    private static List<UserIdentifier> of(Identity identity, JsonObject told) {
        return OF_PROVIDERS.getOrDefault(identity.provider(), List.of()).stream()
                .flatMap(type -> told
                        .text("/" + type)
                        .filter(text -> !text.isEmpty())
                        .map(text -> new UserIdentifier(connectionKey(identity.connection()), type, key(text)))
                        .stream())
                .toList();
    }

    /** What the connection of this name is kept as. */
    static String connectionKey(String name) {
        return SearchKey.exactly(name);
    }

    /** What the text is compared by. */
    static String key(String text) {
        var lower = LowerCase.of(text);
        return SearchKey.exactly(lower).equals(lower) ? lower : new Secret(lower).digest();
    }

    @Override
    public int compareTo(UserIdentifier other) {
        return ORDER.compare(this, other);
    }
}
