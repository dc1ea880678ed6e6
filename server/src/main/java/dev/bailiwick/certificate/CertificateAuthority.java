package dev.bailiwick.certificate;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The installation's own certificate authority, which vouches for the certificate that HTTPS is served with. All nodes of
 * one database share both.
 */
public final class CertificateAuthority {

    private static final String CA = "ca";
    private static final String SERVER = "server";
    private static final String SEALED_FOR = "private_key";

    private final CertificateStore store = new CertificateStore();
    private final Database database;
    private final SecretBox secrets;
    private final Clock clock;
    private final RandomText random;

    /** An authority whose keys are kept in the database, sealed. */
    public CertificateAuthority(Database database, SecretBox secrets, Clock clock, RandomText random) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Key and certificate of a server under the given names, and always under this machine's own. Those that are stored
     * are given again while they are for the same names and have more than a third of their life before them.
     *
     * @param hosts DNS names and IP addresses, without ports
     * @throws SecretBox.WrongKeyException when the stored key was sealed with another encryption key
     */
    public TlsIdentity server(Set<String> hosts) {
        var names = HostNames.of(hosts);
        var ca = authority();
        var stored = database.read(tx -> store.find(tx, SERVER));
        if (stored.isPresent() && stored.get().hosts().equals(names.text())) {
            var chain = Pem.certificates(stored.get().chain());
            if (isFresh(chain.getFirst()) && chain.getLast().equals(certificate(ca))) {
                return new TlsIdentity(privateKey(stored.get()), chain);
            }
        }
        var identity = issue(names, ca, Issuer.newKeyPair());
        var row = row(SERVER, names.text(), identity);
        database.change(tx -> store.replace(tx, row));
        return identity;
    }

    /** A certificate for further hosts, and always this machine's own, that is not stored. */
    TlsIdentity issue(Set<String> hosts, KeyPair pair) {
        return issue(HostNames.of(hosts), authority(), pair);
    }

    /** The authority's certificate, for clients to trust. */
    public String caPem() {
        return authority().chain();
    }

    /** A certificate that vouches for nothing but carries the key, as {@code x5c} members do (RFC 7517 section 4.7). */
    public X509Certificate selfSigned(KeyPair rsa, String commonName) {
        return issuer().selfSigned(rsa, commonName);
    }

    private TlsIdentity issue(HostNames names, StoredCertificate ca, KeyPair pair) {
        var caCertificate = certificate(ca);
        var leaf = issuer().server(pair.getPublic(), names, caCertificate, privateKey(ca));
        return new TlsIdentity(pair.getPrivate(), List.of(leaf, caCertificate));
    }

    /** Makes the authority when there is none. Of several nodes that try it at once, the first one's is everybody's. */
    private StoredCertificate authority() {
        return database.read(tx -> store.find(tx, CA)).orElseGet(() -> {
            var pair = Issuer.newKeyPair();
            var row = row(CA, "", new TlsIdentity(pair.getPrivate(), List.of(issuer().authority(pair))));
            return database.transaction(tx -> {
                store.insertIfAbsent(tx, row);
                return store.find(tx, CA).orElseThrow();
            });
        });
    }

    private boolean isFresh(X509Certificate certificate) {
        var end = certificate.getNotAfter().toInstant();
        var life = Duration.between(certificate.getNotBefore().toInstant(), end);
        return Duration.between(clock.instant(), end).compareTo(life.dividedBy(3)) > 0;
    }

    private StoredCertificate row(String name, String hosts, TlsIdentity identity) {
        return new StoredCertificate(
                name, hosts, Pem.of(identity.chain()), secrets.seal(SEALED_FOR, new Secret(Pem.of(identity.key()))));
    }

    private PrivateKey privateKey(StoredCertificate stored) {
        try {
            return Pem.privateKey(secrets.open(SEALED_FOR, stored.sealedKey()).reveal(), Issuer.KEY_ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored private key is damaged", e);
        }
    }

    private Issuer issuer() {
        return new Issuer(clock, random);
    }

    private static X509Certificate certificate(StoredCertificate stored) {
        return Pem.certificates(stored.chain()).getFirst();
    }
}
