package dev.bailiwick.extension;

import dev.bailiwick.client.Client;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenant.Tenant;
import java.util.List;
import java.util.Map;

/** A client as the Management API shows it to whoever may read clients, and not their secrets. */
final class ApplicationJson {

    /** What the Management API has a scope of its own for, as far as it is kept with a client. */
    private static final List<String> KEPT_BACK =
            List.of("client_secret", "signing_keys", "encryption_key", "client_authentication_methods");

    private ApplicationJson() {}

    static JsonObject of(Tenant tenant, Client client) {
        return JsonObject.of(Map.of("client_id", client.id().value()))
                .with("tenant", tenant.name())
                .with("global", client.isGlobal())
                .orElse(client.attributes())
                .orElse(client.implied())
                .without(KEPT_BACK);
    }
}
