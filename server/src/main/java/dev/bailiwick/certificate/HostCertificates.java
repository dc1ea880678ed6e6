package dev.bailiwick.certificate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.problem.ProblemException;
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
     * @param isServed whether a host is one of the server's; asked for each handshake
     */
    public HostCertificates(CertificateAuthority authority, Set<String> covered, Predicate<String> isServed) {
        this.authority = authority;
        this.covered = HostNames.of(covered);
        this.isServed = isServed;
    }

    /**
     * The identity for a host, unless it is none of the server's or the server's own certificate is for it. Empty, too, when
     * the database does not answer.
     */
    public Optional<TlsIdentity> find(String host) {
        try {
            return covered.dns().contains(host) || !isServed.test(host)
                    ? Optional.empty()
                    : Optional.of(issued.get(host, name -> authority.issue(Set.of(name), pair)));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
