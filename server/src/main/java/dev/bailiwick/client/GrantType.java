package dev.bailiwick.client;

/** The {@code grant_type} values (RFC 6749 section 4) that the server knows. */
public final class GrantType {

    /** RFC 6749 section 4.4. */
    public static final String CLIENT_CREDENTIALS = "client_credentials";

    private GrantType() {}
}
