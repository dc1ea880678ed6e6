package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.DeniedMembers.Deed;
import dev.bailiwick.web.Call;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How much of clients a caller sees, by the scopes of its token. */
record ClientSight(boolean isWhole, boolean isWithSecrets) {

    private static final List<String> SUMMARY = List.of("client_id", "app_type", "name", "description");
    private static final List<String> SECRETS =
            List.of("client_secret", "signing_keys", "encryption_key", "client_authentication_methods");
    private static final List<String> WHOLE_SCOPES = List.of("read:clients", "read:client_keys");
    private static final List<String> SECRET_SCOPES = List.of("read:client_keys", "read:client_credentials");

    static ClientSight of(Call call) {
        return new ClientSight(holdsAny(call, WHOLE_SCOPES), holdsAny(call, SECRET_SCOPES));
    }

    /** Of whoever has just made a client or its secret. */
    static final ClientSight EVERYTHING = new ClientSight(true, true);

    /** Of whoever has just changed a client: nothing but the secrets may be hidden. */
    static ClientSight ofChanger(Call call) {
        return new ClientSight(true, holdsAny(call, SECRET_SCOPES));
    }

    /** Refuses with {@link Problem.DeniedMembers} members that are asked for by name and not seen. */
    void require(Fields fields) {
        var unseen = fields.names().stream().filter(name -> !shows(name)).toList();
        if (fields.isIncluding() && !unseen.isEmpty()) {
            throw new Problem.DeniedMembers(Deed.READ, unseen).asException();
        }
    }

    private boolean shows(String name) {
        return SECRETS.contains(name) ? isWithSecrets : isWhole || SUMMARY.contains(name);
    }

    /** What is seen of a client. */
    JsonObject of(JsonObject client) {
        if (isWhole) {
            return isWithSecrets ? client : client.without(SECRETS);
        }
        var seen = new LinkedHashSet<>(SUMMARY);
        seen.addAll(isWithSecrets ? SECRETS : Set.of());
        return client.only(seen);
    }

    private static boolean holdsAny(Call call, Collection<String> scopes) {
        return scopes.stream().anyMatch(call.caller().scopes()::contains);
    }
}
