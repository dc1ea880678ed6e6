package dev.bailiwick.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.certificate.CertificateAuthority;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's signing keys: RSA of 2,048 bits, published as JWKS, their private parts encrypted at rest.
 *
 * <p>Which key is current is read anew for every token. What is cached is only the taking apart of what was read.
 */
public final class SigningKeys {

    private static final String PURPOSE = "signing_key";
    private static final int RSA_BITS = 2048;
    private static final int KID_LENGTH = 21;
    private static final int CACHED = 1_000;

    private final Database database;
    private final SigningKeyStore store = new SigningKeyStore();
    private final CertificateAuthority certificates;
    private final SecretBox box;
    private final Clock clock;
    private final RandomText random;
    private final Cache<SigningKeyStore.Stored, PrivateKey> privateKeys =
            Caffeine.newBuilder().maximumSize(CACHED).build();
    private final Cache<SigningKeyStore.Stored, SigningKey> publicKeys =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    public SigningKeys(
            Database database, CertificateAuthority certificates, SecretBox box, Clock clock, RandomText random) {
        this.database = database;
        this.certificates = certificates;
        this.box = box;
        this.clock = clock;
        this.random = random;
    }

    /** A key that signs now. */
    record Signer(String kid, PrivateKey key) {}

    /** A key pair before it is stored. Making one takes long and has no place in a transaction. */
    public record NewKey(String kid, String certificatePem, String privateKeySealed) {}

    /** Makes a key for a tenant with this domain. */
    public NewKey generate(String domain) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            var privateKey = new Secret(
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            return new NewKey(
                    random.urlSafe(KID_LENGTH),
                    Pem.of(List.of(certificates.selfSigned(pair, domain))),
                    box.seal(PURPOSE, privateKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** Gives the tenant a key in a state in which it has none. */
    public void add(Tx tx, TenantId tenant, NewKey key, KeyState state) {
        var stored = new SigningKeyStore.Stored(key.kid(), key.certificatePem(), key.privateKeySealed());
        store.insert(tx, tenant, stored, state, clock.millis());
    }

    /** All keys that a token of the tenant may be signed with, the current one first: some clients take just that. */
    public List<SigningKey> list(TenantId tenant) {
        return database.read(tx -> store.list(tx, tenant)).stream()
                .map(this::publicKey)
                .toList();
    }

    Optional<SigningKey> find(TenantId tenant, String kid) {
        return database.read(tx -> store.find(tx, tenant, kid)).map(this::publicKey);
    }

    Signer current(TenantId tenant) {
        var stored = database.read(tx -> store.current(tx, tenant))
                .orElseThrow(() -> new Problem.Gone().asException()); // with its tenant, during this request
        return new Signer(stored.kid(), privateKeys.get(stored, this::privateKey));
    }

    private SigningKey publicKey(SigningKeyStore.Stored stored) {
        return publicKeys.get(
                stored,
                key -> new SigningKey(
                        key.kid(), Pem.certificates(key.certificate()).getFirst()));
    }

    private PrivateKey privateKey(SigningKeyStore.Stored stored) {
        try {
            var encoded = Base64.getDecoder()
                    .decode(box.open(PURPOSE, stored.privateKey()).reveal());
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored signing key is no RSA key", e);
        }
    }
}
