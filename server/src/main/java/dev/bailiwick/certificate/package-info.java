/**
 * Certificates: the installation's own authority, the certificate that HTTPS is served with, and the self-signed ones that
 * dress up signing keys. They are made once, on first start, and stored in the database (but for those of tenants' hosts, which are made when asked for); an ordinary start only reads them,
 * with the JDK's own classes, because loading Bouncy Castle takes longer than all else together.
 */
@NullMarked
package dev.bailiwick.certificate;

import org.jspecify.annotations.NullMarked;
