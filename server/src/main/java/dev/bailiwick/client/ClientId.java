package dev.bailiwick.client;

import dev.bailiwick.secret.RandomText;

/** The {@code client_id} (RFC 6749 section 2.2). */
public record ClientId(String value) {

    private static final int LENGTH = 32;

    /** A new one, as Auth0 makes them. */
    public static ClientId random(RandomText random) {
        return new ClientId(random.alphanumeric(LENGTH));
    }
}
