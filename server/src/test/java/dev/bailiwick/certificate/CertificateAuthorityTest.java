package dev.bailiwick.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.SqliteDatabase;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<String> HOSTS = Set.of("id.example.org", "10.1.2.3");
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final int DNS = 2;
    private static final int IP = 7;

    private Database database;

    @BeforeEach
    void openEmptyDatabase(@TempDir Path directory) {
        database = SqliteDatabase.open(directory.resolve("test.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void issuesAChainThatValidates() throws GeneralSecurityException {
        var authority = at(NOW);
        var chain = authority.server(HOSTS).chain();
        var anchor = Pem.certificates(authority.caPem()).getFirst();

        validate(chain, anchor, NOW);
        assertThat(chain).hasSize(2);
        assertThat(chain.getLast()).isEqualTo(anchor);
    }

    @Test
    void issuesAKeyThatFitsTheCertificate() throws GeneralSecurityException {
        var identity = at(NOW).server(HOSTS);
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(identity.key());
        signer.update((byte) 1);
        var signature = signer.sign();
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(identity.chain().getFirst());
        verifier.update((byte) 1);

        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void namesTheHostsAndThisMachine() throws GeneralSecurityException {
        var leaf = at(NOW).server(Set.of("ID.example.org", "10.1.2.3", "[2001:db8::1]", "münchen.example"))
                .chain()
                .getFirst();

        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(DNS, "id.example.org"),
                        List.of(DNS, "xn--mnchen-3ya.example"),
                        List.of(DNS, "localhost"),
                        List.of(IP, "10.1.2.3"),
                        List.of(IP, "127.0.0.1"),
                        List.of(IP, "2001:db8:0:0:0:0:0:1"),
                        List.of(IP, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void letsNoCertificateDoMoreThanItMust() throws GeneralSecurityException {
        var chain = at(NOW).server(HOSTS).chain();
        var leaf = chain.getFirst();
        var ca = chain.getLast();

        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getKeyUsage()).containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(leaf.getCriticalExtensionOIDs()).contains("2.5.29.19");
        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(ca.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(ca.getKeyUsage()).containsExactly(false, false, false, false, false, true, true, false, false);
    }

    @Test
    void linksTheServersCertificateToTheAuthoritysKey() {
        var chain = at(NOW).server(HOSTS).chain();
        var authorityKey = chain.getFirst().getExtensionValue("2.5.29.35");
        var caKey = chain.getLast().getExtensionValue("2.5.29.14");

        assertThat(authorityKey).endsWith(tail(caKey));
        assertThat(chain.getFirst().getExtensionValue("2.5.29.14")).isNotEqualTo(caKey);
    }

    @Test
    void livesAsLongAsClientsAccept() {
        var chain = at(NOW).server(HOSTS).chain();

        assertThat(chain.getFirst().getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(chain.getFirst().getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(825)));
        assertThat(chain.getLast().getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(3_650)));
    }

    @Test
    void givesTheSameAgainForTheSameHosts() {
        var first = at(NOW).server(HOSTS);

        assertThat(at(NOW.plus(Duration.ofDays(500))).server(Set.of("10.1.2.3", "ID.EXAMPLE.ORG", "localhost")))
                .isEqualTo(first);
    }

    @Test
    void issuesAnewUnderTheSameAuthorityWhenTheHostsChange() {
        var first = at(NOW).server(HOSTS);
        var second = at(NOW).server(Set.of("login.example.org"));

        assertThat(second.chain().getFirst()).isNotEqualTo(first.chain().getFirst());
        assertThat(second.chain().getLast()).isEqualTo(first.chain().getLast());
        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(at(NOW).server(Set.of("login.example.org"))).isEqualTo(second);
    }

    @Test
    void issuesAnewInTheLastThirdOfALife() throws GeneralSecurityException {
        var first = at(NOW).server(HOSTS);
        assertThat(at(NOW.plus(Duration.ofDays(549))).server(HOSTS)).isEqualTo(first);
        var late = NOW.plus(Duration.ofDays(551));
        var renewed = at(late).server(HOSTS);

        assertThat(renewed).isNotEqualTo(first);
        validate(renewed.chain(), first.chain().getLast(), late);
    }

    @Test
    void neverOutlivesItsAuthority() throws GeneralSecurityException {
        at(NOW).caPem();
        var late = NOW.plus(Duration.ofDays(3_600));
        var chain = at(late).server(HOSTS).chain();

        assertThat(chain.getFirst().getNotAfter()).isEqualTo(chain.getLast().getNotAfter());
        validate(chain, chain.getLast(), late);
    }

    @Test
    void refusesAnotherEncryptionKey() {
        at(NOW).server(HOSTS);
        var stranger = new CertificateAuthority(database, box(2), Clock.fixed(NOW, ZoneOffset.UTC), random());

        assertThatThrownBy(() -> stranger.server(HOSTS)).isInstanceOf(SecretBox.WrongKeyException.class);
        assertThatThrownBy(() -> stranger.server(Set.of("new.example.org")))
                .isInstanceOf(SecretBox.WrongKeyException.class);
    }

    @Test
    void storesNoKeyInTheClear() {
        at(NOW).server(HOSTS);

        assertThat(database.<List<String>>read(
                        tx -> tx.list("SELECT private_key FROM certificate", _ -> {}, (row, _) -> row.getString(1))))
                .hasSize(2)
                .allSatisfy(key -> assertThat(key).startsWith("ey").doesNotContain("BEGIN"));
    }

    @Test
    void agreesOnOneAuthorityWhenNodesRace() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<X509Certificate> start =
                    () -> at(NOW).server(HOSTS).chain().getLast();
            var authorities = nodes.invokeAll(List.of(start, start, start, start)).stream()
                    .map(Future::resultNow)
                    .distinct()
                    .toList();

            assertThat(authorities).hasSize(1);
        }
    }

    @Test
    void dressesASigningKeyInACertificate() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();

        var certificate = at(NOW).selfSigned(pair, "acme.example.org");

        certificate.verify(pair.getPublic());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=acme.example.org");
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(3_650)));
    }

    @Test
    void hidesTheKeyWhenItIsPrinted() {
        assertThat(at(NOW).server(HOSTS).toString()).isEqualTo("TlsIdentity[CN=Bailiwick]");
    }

    private CertificateAuthority at(Instant instant) {
        return new CertificateAuthority(database, box(1), Clock.fixed(instant, ZoneOffset.UTC), random());
    }

    private static RandomText random() {
        return new RandomText(new SecureRandom());
    }

    private static SecretBox box(int key) {
        var bytes = new byte[32];
        bytes[0] = (byte) key;
        return new SecretBox(bytes);
    }

    private static void validate(List<X509Certificate> chain, X509Certificate anchor, Instant at)
            throws GeneralSecurityException {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain.getFirst()));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static byte[] tail(byte[] extension) {
        return Arrays.copyOfRange(extension, extension.length - 20, extension.length);
    }
}
