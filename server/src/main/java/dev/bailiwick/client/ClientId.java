package dev.bailiwick.client;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.secret.RandomText;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code client_id} (RFC 6749 section 2.2). */
public record ClientId(String value) {

    private static final int LENGTH = 32;

    /** Without the space that RFC 6749 appendix A.1 and A.2 let in, too. */
    private static final Pattern CREDENTIAL = Pattern.compile("[!-~]{1,256}");

    /** A new one, as Auth0 makes them. */
    public static ClientId random(RandomText random) {
        return new ClientId(random.alphanumeric(LENGTH));
    }

    /** Whether a client may have this for an id or a secret of somebody's choice. */
    public static boolean isCredential(String text) {
        return CREDENTIAL.matcher(text).matches();
    }

    /** The client that a token is nobody's but, by its {@code sub}. */
    public static Optional<ClientId> ofSubject(String subject) {
        return subject.endsWith(Origin.CLIENT)
                ? Optional.of(new ClientId(subject.substring(0, subject.length() - Origin.CLIENT.length())))
                : Optional.empty();
    }
}
