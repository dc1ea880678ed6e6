package dev.bailiwick.app.deploy;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The keys in files that APIs have their tokens encrypted to: Management API v2 takes them by their {@code pem}, and shows it to nobody. */
final class KeysOfApis {

    private static final String ENCRYPTION = "token_encryption";

    private KeysOfApis() {}

    /** Takes the encryption out of an API whose key is not told, or told by its thumbprint alone, and tells that. */
    static Optional<String> withoutUntold(ObjectNode api) {
        boolean isUntold = api.path(ENCRYPTION).isObject()
                && !api.path(ENCRYPTION).path("encryption_key").has("pem");
        if (!isUntold) {
            return Optional.empty();
        }
        api.remove(ENCRYPTION);
        return Optional.of(ENCRYPTION + ": the API does not show keys");
    }
}
