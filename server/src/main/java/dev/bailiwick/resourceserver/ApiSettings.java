package dev.bailiwick.resourceserver;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import java.util.Map;
import java.util.Set;

/** The settings of a resource server, whose members bear the Management API's names: what they are at first, how they change, what is read out of them. */
final class ApiSettings {

    static final String TOKEN_LIFETIME = "token_lifetime";
    static final String SUBJECTS = "subject_type_authorization";

    private static final String WEB_LIFETIME = "token_lifetime_for_web";
    /** How many characters they may have, written as JSON. */
    private static final int LONGEST = 65_536;

    private static final long USUAL_LIFETIME = 86_400;
    private static final long USUAL_WEB_LIFETIME = 7_200;

    private static final JsonObject DEFAULTS = JsonObject.ofWritten("""
            {"allow_offline_access":false,"skip_consent_for_verifiable_first_party_clients":false,
            "subject_type_authorization":{"client":{"policy":"require_client_grant"},"user":{"policy":"allow_all"}},
            "signing_alg":"RS256"}""");

    private ApiSettings() {}

    /** With what every resource server has that does not say otherwise. Refuses a longer lifetime for the web than for all, and what is too long. */
    static JsonObject completed(JsonObject asked) {
        var settings = JsonObject.of(Map.of(TOKEN_LIFETIME, USUAL_LIFETIME)).mergedWith(asked.withoutNulls(), Set.of());
        var merged = DEFAULTS.mergedWith(settings, Set.of(SUBJECTS));
        return withWebLifetime(merged, asked, USUAL_WEB_LIFETIME);
    }

    /** With the members of a change in their places. A null takes a member away. */
    static JsonObject changed(JsonObject present, JsonObject change) {
        var merged = present.mergedWith(change, Set.of(SUBJECTS)).withoutNulls();
        return withWebLifetime(merged, change, webLifetime(present));
    }

    static String name(JsonObject settings) {
        return settings.text("/name").orElse("");
    }

    static long tokenLifetime(JsonObject settings) {
        return settings.number("/" + TOKEN_LIFETIME).orElse(USUAL_LIFETIME);
    }

    /** Whether clients get tokens for themselves: {@code require_client_grant} or {@code deny_all}. */
    static String clientPolicy(JsonObject settings) {
        return settings.text("/" + SUBJECTS + "/client/policy").orElse("require_client_grant");
    }

    /** The dialect in which its tokens are written, which is not always the one that is set. */
    static String dialect(JsonObject settings) {
        var set = settings.text("/token_dialect").orElse("access_token");
        return TokenForm.inEffect(set, settings.flag("/enforce_policies").orElse(false));
    }

    static String algorithm(JsonObject settings) {
        return settings.text("/signing_alg").orElse(TokenForm.USUAL_ALGORITHM);
    }

    /** Whether tokens are signed with a secret that the resource server shares with this server (RFC 7518 section 3.2). */
    static boolean isSymmetric(JsonObject settings) {
        return algorithm(settings).equals("HS256");
    }

    private static long webLifetime(JsonObject settings) {
        return settings.number("/" + WEB_LIFETIME).orElse(USUAL_WEB_LIFETIME);
    }

    /** A lifetime that was not asked for gives way to the lifetime for all, which it must not exceed. Both become plain numbers. */
    private static JsonObject withWebLifetime(JsonObject settings, JsonObject asked, long otherwise) {
        long most = tokenLifetime(settings);
        if (asked.has(WEB_LIFETIME) && webLifetime(asked) > most) {
            throw new Problem.NotAllowed(WEB_LIFETIME + " cannot be larger than " + TOKEN_LIFETIME).asException();
        }
        long seconds = Math.min(asked.has(WEB_LIFETIME) ? webLifetime(asked) : otherwise, most);
        return settings.mergedWith(JsonObject.of(Map.of(TOKEN_LIFETIME, most, WEB_LIFETIME, seconds)), Set.of())
                .within(LONGEST, "");
    }
}
