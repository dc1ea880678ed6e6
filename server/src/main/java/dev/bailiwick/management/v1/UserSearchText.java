package dev.bailiwick.management.v1;

import dev.bailiwick.user.UserQuery;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What users are searched by: the beginning of a name or an address, or {@code field:value}. */
final class UserSearchText {

    private static final Pattern FIELD = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)\\s*:\\s*(.*)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"", Pattern.DOTALL);

    /** Whoever has not logged in yet has none, and is shown with 0. */
    private static final String COUNT = "logins_count";

    /** The fields of a user by the names that they have here. Any other is one of the metadata. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("blocked", "blocked"),
            Map.entry("connection", "connection"),
            Map.entry("created_at", "created_at"),
            Map.entry("email", "email"),
            Map.entry("email_verified", "email_verified"),
            Map.entry("family_name", "family_name"),
            Map.entry("given_name", "given_name"),
            Map.entry("lastLogin", "last_login"),
            Map.entry("loginsCount", COUNT),
            Map.entry("name", "name"),
            Map.entry("nickname", "nickname"),
            Map.entry("phone_number", "phone_number"),
            Map.entry("picture", "picture"),
            Map.entry("provider", "identities.provider"),
            Map.entry("user_id", "user_id"),
            Map.entry("username", "username"));

    private UserSearchText() {}

    static UserQuery parse(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return UserQuery.everybody();
        }
        var field = FIELD.matcher(stripped);
        if (!field.matches()) {
            return UserQuery.beginning(stripped);
        }
        var quoted = QUOTED.matcher(field.group(2).strip());
        var value = quoted.matches() ? quoted.group(1) : field.group(2).strip();
        var name = FIELDS.getOrDefault(field.group(1), "app_metadata." + field.group(1));
        var having = UserQuery.having(name, value);
        boolean isOfNoLogin = name.equals(COUNT) && value.equals("0");
        return isOfNoLogin ? new UserQuery.Any(List.of(having, UserQuery.lacking(COUNT))) : having;
    }
}
