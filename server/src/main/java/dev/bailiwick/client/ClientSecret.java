package dev.bailiwick.client;

/**
 * A client's secret as it is stored; both forms are empty when it has none.
 *
 * @param digest its SHA-256, or what is no digest of anything
 * @param sealed encrypted, to be shown again
 */
record ClientSecret(String digest, String sealed) {

    /** Of a client that has none. */
    static final ClientSecret NONE = new ClientSecret("", "");
}
