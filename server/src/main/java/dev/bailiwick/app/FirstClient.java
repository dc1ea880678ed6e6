package dev.bailiwick.app;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import java.util.Optional;

/**
 * The client that a tenant is born with, which may do everything there.
 *
 * @param isSecretRandom whether the operator has yet to learn the secret, rather than having set it
 */
record FirstClient(ClientId id, Secret secret, boolean isSecretRandom) {

    private static final int SECRET_LENGTH = 64;

    /** With a random id and secret where none is given. */
    static FirstClient of(Optional<ClientId> id, Optional<Secret> secret, RandomText random) {
        return new FirstClient(
                id.orElseGet(() -> ClientId.random(random)),
                secret.orElseGet(() -> new Secret(random.urlSafe(SECRET_LENGTH))),
                secret.isEmpty());
    }
}
