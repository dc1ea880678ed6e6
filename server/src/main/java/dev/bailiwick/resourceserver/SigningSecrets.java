package dev.bailiwick.resourceserver;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The secrets by which tokens for some resource servers are signed (RFC 7518 section 3.2), encrypted at rest. */
final class SigningSecrets {

    private static final String PURPOSE = "signing_secret";
    private static final int LENGTH = 32;

    private final SecretBox box;
    private final RandomText random;

    SigningSecrets(SecretBox box, RandomText random) {
        this.box = box;
        this.random = random;
    }

    /** The given one, or one that is made now, sealed. It has no place in a transaction. */
    String seal(Optional<Secret> given) {
        return box.seal(PURPOSE, given.orElseGet(() -> new Secret(random.alphanumeric(LENGTH))));
    }

    @Nullable
    Secret open(String sealed) {
        return sealed.isEmpty() ? null : open(box, sealed);
    }

    static Secret open(SecretBox box, String sealed) {
        return box.open(PURPOSE, sealed);
    }
}
