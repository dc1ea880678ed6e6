package dev.bailiwick.management.v1;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.user.Gravatar;
import dev.bailiwick.user.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A user as the API of 2013 writes one: the profile with its metadata among its members. Those are the {@code app_metadata} of
 * today; what users fill by themselves stays apart, so that nobody takes it for the administrators' word.
 */
final class UserJson {

    private static final String METADATA = "app_metadata";
    private static final List<String> RENAMED = List.of("last_login", "logins_count");

    /** What the original gave of an account's provider was a token to act with, and not what renews it. */
    private static final List<String> KEPT_BACK = List.of("refresh_token", "access_token_secret");

    private static final String SILHOUETTE =
            URLEncoder.encode("https://ssl.gstatic.com/s2/profiles/images/silhouette80.png", StandardCharsets.UTF_8);

    private UserJson() {}

    /** The user who was made with this number, of which the {@code _id} is made. */
    static JsonObject of(Numbered<User> numbered) {
        var user = numbered.item();
        var profile = user.profile();
        var id = user.id().value();
        var own = new LinkedHashMap<String, Object>();
        own.put("_id", UserIds.of(numbered.number()));
        own.put("identities", identities(user));
        own.put("loginsCount", profile.number("/logins_count").orElse(0L));
        profile.text("/last_login").ifPresent(time -> own.put("lastLogin", time));
        own.put("picture", picture(user));
        var called = user.name().or(user::email).orElse(id);
        own.put("name", called);
        own.put("nickname", user.nickname().orElseGet(() -> called.split("@", 2)[0]));
        own.put("user_id", id);
        return JsonObject.of(own)
                .orElse(profile.without(RENAMED).without(List.of(METADATA)))
                .orElse(metadata(user));
    }

    /** One of many: without tokens of providers, since whoever holds the link to a page sees it. */
    static JsonObject inList(Numbered<User> numbered) {
        var user = numbered.item();
        return of(new Numbered<>(numbered.number(), new User(user.id(), user.profileWithoutTokens())));
    }

    /** What the API calls the metadata of a user. */
    static JsonObject metadata(User user) {
        return user.profile().object(METADATA).orElseGet(() -> JsonObject.of(Map.of()));
    }

    /** There is always one. */
    private static List<JsonObject> identities(User user) {
        return user.identities().stream()
                .map(identity -> {
                    var account = new LinkedHashMap<String, Object>();
                    account.put("provider", identity.provider());
                    account.put("user_id", identity.userId());
                    account.put("connection", identity.connection());
                    account.put("isSocial", identity.told().flag("/isSocial").orElse(false));
                    boolean isWhole = identity.told().equals(user.profile());
                    return isWhole
                            ? JsonObject.of(account)
                            : identity.told().without(KEPT_BACK).orElse(JsonObject.of(account));
                })
                .toList();
    }

    /** Pictures that nobody brought are written as this API does. */
    private static String picture(User user) {
        return user.profile()
                .text("/picture")
                .filter(picture -> !Gravatar.isGiven(picture))
                .orElseGet(() -> "https://secure.gravatar.com/avatar/"
                        + Gravatar.digest(user.email().orElse(user.id().value())) + "?s=480&r=pg&d=" + SILHOUETTE);
    }
}
