package dev.bailiwick.client;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.secret.RandomText;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code client_id} (RFC 6749 section 2.2). */
public record ClientId(String value) implements Comparable<ClientId> {

    private static final int LENGTH = 32;

    /** What RFC 6749 appendix A.1 lets in and a URI can be made of (RFC 3986), but for what would begin a fragment. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~:/?@!$&'()*+,;=%\\[\\]-]{1,256}");

    /** What an id of somebody's choice has to be, behind its name. */
    public static final String RULE = "must be 1 to 256 characters that a URI may have before its fragment";

    /** A new one, as Auth0 makes them. */
    public static ClientId random(RandomText random) {
        return new ClientId(random.alphanumeric(LENGTH));
    }

    /** Whether a client may have this for an id of somebody's choice. */
    public static boolean isFormed(String text) {
        return FORM.matcher(text).matches();
    }

    /** The client that a token is nobody's but, by its {@code sub}. */
    public static Optional<ClientId> ofSubject(String subject) {
        return subject.endsWith(Origin.CLIENT)
                ? Optional.of(new ClientId(subject.substring(0, subject.length() - Origin.CLIENT.length())))
                : Optional.empty();
    }

    @Override
    public int compareTo(ClientId other) {
        return value.compareTo(other.value);
    }
}
