package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.user.User;
import dev.bailiwick.web.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A user as the API writes one. What providers gave to speak in the user's name is for those who hold a scope of its own. */
final class UserJson {

    private static final String SEES_TOKENS = "read:user_idp_tokens";

    private UserJson() {}

    /** The profile as far as the caller sees it. */
    static JsonObject of(Call call, User user) {
        return call.caller().scopes().contains(SEES_TOKENS) ? user.profile() : user.profileWithoutTokens();
    }

    /** The accounts as far as the caller sees them, the first one, too, with what is told of it. */
    static List<JsonObject> accounts(Call call, User user) {
        var accounts = new ArrayList<>(of(call, user).objects("/identities"));
        accounts.set(0, accounts.getFirst().with("profileData", user.profileData()));
        return accounts;
    }

    /**
     * Refuses a caller who holds none of these scopes: what is left are those by which users act on themselves, and the tokens that
     * are taken here are those of clients.
     */
    static void requireAnyOf(Call call, String... scopes) {
        if (Collections.disjoint(call.caller().scopes(), Set.of(scopes))) {
            throw new Problem.OtherUser().asException();
        }
    }
}
