package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a credential of a client is used for. Each use has a list of credentials among the client's attributes, by Auth0's
 * names. The list of {@link #PRIVATE_KEY_JWT} alone has its keys prove the client: mutual TLS is not spoken, and the other two are
 * for something else, though a key in them may prove the client for another reason.
 */
public enum CredentialUse {
    PRIVATE_KEY_JWT(Client.KEYS_ONLY, "private_key_jwt", ClientKey.TYPE),
    TLS(Client.KEYS_ONLY, "tls_client_auth", CertificateSubject.TYPE),
    SELF_SIGNED_TLS(Client.KEYS_ONLY, "self_signed_tls_client_auth", ClientCertificate.TYPE),
    REQUEST_OBJECT("signed_request_object", "", ClientKey.TYPE),
    TOKEN_VAULT("token_vault_privileged_access", "", ClientKey.TYPE);

    private static final String LIST = "credentials";

    private final String attribute;
    private final String method;
    private final String type;

    /**
     * A use.
     *
     * @param method the member of the attribute that has the list; empty where the attribute has it
     * @param type of its credentials
     */
    CredentialUse(String attribute, String method, String type) {
        this.attribute = attribute;
        this.method = method;
        this.type = type;
    }

    /** Its credentials among a client's attributes. */
    public List<JsonObject> in(JsonObject attributes) {
        return attributes.objects("/" + attribute + (method.isEmpty() ? "" : "/" + method) + "/" + LIST);
    }

    /** The ids of its credentials. */
    List<String> idsIn(JsonObject attributes) {
        return in(attributes).stream()
                .flatMap(credential -> credential.text("/id").stream())
                .toList();
    }

    /** Attributes that have this use, with these credentials in the place of its own. */
    public JsonObject with(JsonObject attributes, List<JsonObject> credentials) {
        var present = attributes.object(attribute).orElseThrow();
        return attributes.with(
                attribute,
                method.isEmpty() ? present.with(LIST, credentials) : present.with(method, Map.of(LIST, credentials)));
    }

    /** Why it does not take a credential; empty when it does. */
    Optional<String> refusalOf(ClientCredential credential) {
        return credential.proof().type().equals(type)
                ? Optional.empty()
                : Optional.of((method.isEmpty() ? attribute : method) + " takes credentials of type " + type
                        + " alone, and " + credential.id() + " is of type "
                        + credential.proof().type());
    }
}
