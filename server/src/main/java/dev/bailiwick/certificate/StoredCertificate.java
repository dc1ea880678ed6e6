package dev.bailiwick.certificate;

/**
 * A certificate as a row.
 *
 * @param hosts the names that it is for, as {@link HostNames#text} writes them; empty for the authority's
 * @param chain PEM, the certificate first and its authority last
 * @param sealedKey the private key, encrypted
 */
record StoredCertificate(String name, String hosts, String chain, String sealedKey) {}
