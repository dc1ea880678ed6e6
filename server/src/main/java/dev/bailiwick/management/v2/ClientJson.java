package dev.bailiwick.management.v2;

import dev.bailiwick.certificate.Pem;
import dev.bailiwick.client.Client;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.SigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clients as Management API v2 writes them. */
final class ClientJson {

    private ClientJson() {}

    /** All there is of a client. Its private key is not among it: what signs tokens never leaves the server. */
    static JsonObject of(Tenant tenant, Client client, Optional<Secret> secret, Optional<SigningKey> signing) {
        var own = new LinkedHashMap<String, Object>();
        own.put("client_id", client.id().value());
        own.put("tenant", tenant.name());
        own.put("global", client.isGlobal());
        var secrets = new LinkedHashMap<String, Object>();
        secret.filter(_ -> !client.needsKey()).ifPresent(value -> secrets.put("client_secret", value.reveal()));
        signing.ifPresent(key -> secrets.put("signing_keys", List.of(signingKey(tenant, key))));
        return JsonObject.of(own)
                .orElse(client.attributes())
                .orElse(client.implied())
                .orElse(JsonObject.of(secrets));
    }

    /** All clients of a tenant have its signing certificate. */
    private static Map<String, String> signingKey(Tenant tenant, SigningKey key) {
        var members = new LinkedHashMap<String, String>();
        members.put("cert", Pem.of(List.of(key.certificate())));
        members.put("pkcs7", Pem.pkcs7(key.certificate()));
        members.put("subject", "/CN=" + tenant.domain());
        return members;
    }
}
