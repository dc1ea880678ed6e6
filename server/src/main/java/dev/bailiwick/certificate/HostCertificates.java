package dev.bailiwick.certificate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.problem.ProblemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Certificates for further hosts of a server, issued when a client first asks for one. They are kept in memory: another
 * node, or the next process, issues its own.
 */
public final class HostCertificates {

    private static final Logger LOG = System.getLogger(HostCertificates.class.getName());
    private static final long MOST = 10_000;
    private static final Duration KEPT = Duration.ofDays(30);

    private final CertificateAuthority authority;
    private final HostNames covered;
    private final Predicate<String> isServed;
    private final KeyPair pair = Issuer.newKeyPair();
    private final Cache<String, TlsIdentity> issued =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /**
     * None is issued yet.
     *
     * @param covered hosts that the server's own certificate is for
     * @param isServed whether a host is one of the server's; asked once for each handshake
     */
    public HostCertificates(CertificateAuthority authority, Set<String> covered, Predicate<String> isServed) {
        this.authority = authority;
        this.covered = HostNames.of(covered);
        this.isServed = isServed;
    }

    /**
     * Whether a host has an identity of its own, which is issued now if there is none yet. It has not when it is none of the
     * server's, or the server's own certificate is for it. When the database does not answer, what is issued already stays.
     */
    boolean prepare(String host) {
        if (covered.dns().contains(host)) {
            return false;
        }
        try {
            if (isServed.test(host)) {
                var _ = issued.get(host, name -> authority.issue(Set.of(name), pair));
            } else {
                issued.invalidate(host);
            }
        } catch (ProblemException e) {
            LOG.log(Level.DEBUG, "Whether a host is served cannot be looked up now", e);
        }
        return issued(host).isPresent();
    }

    /** The identity that a host has been prepared with, from memory alone. */
    Optional<TlsIdentity> issued(String host) {
        return Optional.ofNullable(issued.getIfPresent(host));
    }
}
