package dev.bailiwick.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bailiwick.secret.RandomText;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key pair that the operator brings is taken when it is one. */
class TlsIdentityTest {

    private final Issuer issuer = new Issuer(Clock.systemUTC(), new RandomText(new SecureRandom()));

    @Test
    void takesAnRsaPair() throws GeneralSecurityException {
        var pair = rsa();
        var certificate = issuer.selfSigned(pair, "auth.example.test");

        var identity = TlsIdentity.ofPem(Pem.of(List.of(certificate)), Pem.of(pair.getPrivate()));

        assertThat(identity.key()).isEqualTo(pair.getPrivate());
        assertThat(identity.chain()).containsExactly(certificate);
    }

    @Test
    void takesAnEllipticPair() {
        var pair = Issuer.newKeyPair();
        var authority = issuer.authority(pair);

        assertThat(TlsIdentity.ofPem(Pem.of(List.of(authority)), Pem.of(pair.getPrivate()))
                        .key())
                .isEqualTo(pair.getPrivate());
    }

    @Test
    void refusesAKeyThatIsNotTheCertificates() throws GeneralSecurityException {
        var certificate = Pem.of(List.of(issuer.selfSigned(rsa(), "auth.example.test")));
        var other = Pem.of(rsa().getPrivate());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsIdentity.ofPem(certificate, other))
                .withMessage("The TLS key is not that of the certificate.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void refusesWhatIsNoPem(String text) {
        var pair = Issuer.newKeyPair();
        var chain = Pem.of(List.of(issuer.authority(pair)));

        assertThatIllegalArgumentException().isThrownBy(() -> TlsIdentity.ofPem(text, Pem.of(pair.getPrivate())));
        assertThatIllegalArgumentException().isThrownBy(() -> TlsIdentity.ofPem(chain, text));
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
