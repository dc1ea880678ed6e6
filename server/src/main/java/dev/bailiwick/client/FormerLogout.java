package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A client's back-channel logout by its name of old, by which Auth0 shows the addresses alone. */
final class FormerLogout {

    private static final String NAME = "oidc_backchannel_logout";
    private static final String LOGOUT = "oidc_logout";
    private static final String URLS = "backchannel_logout_urls";
    private static final JsonObject NOTHING = JsonObject.of(Map.of());
    private static final JsonObject GONE = JsonObject.ofWritten("{\"" + LOGOUT + "\":null}");

    private FormerLogout() {}

    /** What is shown by the name of old. */
    static JsonObject shown(JsonObject settings) {
        return settings.value("/" + LOGOUT + "/" + URLS)
                .map(urls -> JsonObject.of(Map.of(NAME, Map.of(URLS, urls))))
                .orElse(NOTHING);
    }

    /**
     * What is asked for, by the name of today alone, which counts where both are there. By the name of old only those members
     * change that are named, and null takes the addresses away.
     */
    static JsonObject renamed(JsonObject asked, JsonObject present) {
        if (!asked.has(NAME)) {
            return asked;
        }
        var rest = asked.without(List.of(NAME));
        if (asked.has(LOGOUT)) {
            return rest;
        }
        var before = present.object(LOGOUT).orElse(NOTHING);
        var after = asked.object(NAME)
                .map(given -> before.mergedWith(given, Set.of()).withoutNulls())
                .orElseGet(() -> before.without(List.of(URLS)));
        return after.size() == 0 ? rest.mergedWith(GONE, Set.of()) : rest.with(LOGOUT, after);
    }
}
