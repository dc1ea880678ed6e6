package dev.bailiwick.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.certificate.CertificateAuthority;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's signing keys: RSA of 2,048 bits, published as JWKS, their private parts encrypted at rest.
 *
 * <p>Which key signs is read anew for every token. What is cached is only the taking apart of what was read.
 */
public final class SigningKeys {

    /**
     * How long whoever has asked for the key set may keep it. A key is published at least that long before it signs, if another
     * one can sign until then.
     */
    public static final Duration KEY_SET_LIFETIME = Duration.ofSeconds(15);

    private static final String PURPOSE = "signing_key";
    private static final int KID_LENGTH = 21;
    private static final int CACHED = 1_000;

    private final Database database;
    private final SigningKeyStore store = new SigningKeyStore();
    private final CertificateAuthority certificates;
    private final SecretBox box;
    private final Clock clock;
    private final RandomText random;
    private final RsaKeyPairs keyPairs;
    private final Signatures signatures;
    private final Cache<SigningKeyStore.Stored, PrivateKey> privateKeys =
            Caffeine.newBuilder().maximumSize(CACHED).build();
    private final Cache<SigningKeyStore.Stored, SigningKey> publicKeys =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    public SigningKeys(
            Database database,
            CertificateAuthority certificates,
            SecretBox box,
            Clock clock,
            RandomText random,
            RsaKeyPairs keyPairs,
            Signatures signatures) {
        this.database = database;
        this.certificates = certificates;
        this.box = box;
        this.clock = clock;
        this.random = random;
        this.keyPairs = keyPairs;
        this.signatures = signatures;
    }

    /** A key that signs now. */
    record Signer(String kid, PrivateKey key) {}

    /** A key pair before it is stored. Making one takes long and has no place in a transaction. */
    public record NewKey(String kid, String certificatePem, String privateKeySealed) {}

    /** Makes a key for a tenant with this domain. */
    public NewKey generate(String domain) {
        var pair = keyPairs.take();
        var privateKey =
                new Secret(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        return new NewKey(
                random.alphanumeric(1)
                        + random.urlSafe(KID_LENGTH - 1), // no hyphen first: commands take it for an option
                Pem.of(List.of(certificates.selfSigned(pair, domain))),
                box.seal(PURPOSE, privateKey));
    }

    /** Gives the tenant a key in a state in which it has none. */
    public void add(Tx tx, TenantId tenant, NewKey key, KeyState state) {
        store.insert(tx, tenant, key, state, clock.instant());
    }

    /**
     * All keys that a token of the tenant may be signed with: the current one first, since some clients take just that, the
     * next one, and the previous ones until their tokens have expired.
     */
    public List<SigningKey> list(TenantId tenant) {
        return database.read(tx -> store.list(tx, tenant, clock.instant())).stream()
                .map(this::publicKey)
                .toList();
    }

    /** The tenants, made before a time, that no key waits in to sign next. */
    public List<Tenant> withoutNext(Instant before) {
        return database.read(tx -> store.withoutNext(tx, before));
    }

    /** The keys that were revoked, from the last one on backwards. */
    public List<RevokedKey> listRevoked(TenantId tenant) {
        return database.read(tx -> store.revoked(tx, tenant));
    }

    Optional<SigningKey> find(TenantId tenant, String kid) {
        return database.read(tx -> store.find(tx, tenant, kid, clock.instant())).map(this::publicKey);
    }

    /** The key, if there is a resource server of this identifier besides: both by one statement. */
    Optional<SigningKey> findFor(TenantId tenant, String kid, String audience) {
        return database.read(tx -> store.findFor(tx, tenant, kid, audience, clock.instant()))
                .map(this::publicKey);
    }

    /**
     * The key for a token that expires then: the current one, once it has been published for {@link #KEY_SET_LIFETIME}; before
     * that, one that was current within that time and has been published for so long, or for the longest.
     */
    Signer signer(TenantId tenant, Instant expires) {
        var known = clock.instant().minus(KEY_SET_LIFETIME);
        var stored = database.read(tx -> store.signer(tx, tenant, known, expires))
                .orElseThrow(() -> new Problem.Gone().asException()); // with its tenant, during this request
        return new Signer(stored.kid(), privateKeys.get(stored, this::privateKey));
    }

    private SigningKey publicKey(SigningKeyStore.Stored stored) {
        return publicKeys.get(
                stored,
                key -> new SigningKey(
                        key.kid(),
                        key.state(),
                        Instant.ofEpochMilli(key.since()),
                        SigningKeyStore.instant(key.currentSince()),
                        SigningKeyStore.instant(key.acceptedUntil()),
                        Pem.certificates(key.certificate()).getFirst()));
    }

    private PrivateKey privateKey(SigningKeyStore.Stored stored) {
        try {
            var encoded = Base64.getDecoder()
                    .decode(box.open(PURPOSE, stored.privateKey()).reveal());
            return signatures.adopt(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored signing key is no RSA key", e);
        }
    }
}
