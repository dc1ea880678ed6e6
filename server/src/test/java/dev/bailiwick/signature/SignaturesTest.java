package dev.bailiwick.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs where Corretto has a library: on Linux with glibc, of both processors. */
class SignaturesTest {

    private static final KeyPair PAIR = new RsaKeyPairs().take();
    private static final List<Signatures> BOTH = List.of(Signatures.fastest(), Signatures.ofJdk());

    @Test
    void tellsWhoseTheyAre() {
        assertThat(Signatures.fastest().name()).isEqualTo("Amazon Corretto 2.5.0");
        assertThat(Signatures.ofJdk().name()).isEqualTo("the JDK's own");
    }

    @Test
    void eachVerifiesWhatTheOtherSigned() throws JOSEException {
        for (var algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            for (var signing : BOTH) {
                for (var key : List.of(PAIR.getPrivate(), signing.adopt(PAIR.getPrivate()))) {
                    var jws = new JWSObject(new JWSHeader(algorithm), new Payload("hello"));
                    jws.sign(signing.signer(key));
                    for (var verifying : BOTH) {
                        var verifier = verifying.verifier((RSAPublicKey) PAIR.getPublic());
                        assertThat(jws.verify(verifier))
                                .as("%s by %s with %s", algorithm, signing.name(), key.getClass())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void neitherVerifiesWhatAnotherKeySigned() throws JOSEException {
        var stranger = new RsaKeyPairs().take();
        for (var signing : BOTH) {
            var jws = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload("hello"));
            jws.sign(signing.signer(stranger.getPrivate()));
            for (var verifying : BOTH) {
                assertThat(jws.verify(verifying.verifier((RSAPublicKey) PAIR.getPublic())))
                        .isFalse();
            }
        }
    }

    @Test
    void isNowhereInstalled() throws JOSEException {
        var jws = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload("hello"));
        jws.sign(Signatures.fastest().signer(PAIR.getPrivate()));

        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().contains("Corretto"));
    }

    @Test
    void fallsBackToTheJdkWhereTheLibraryDoesNotLoad() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true", // and there is none
                "-cp",
                System.getProperty("java.class.path"),
                SignaturesTest.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).isEqualTo("the JDK's own\ntrue\n");
        assertThat(process.waitFor()).isZero();
    }

    /** What the process without a library runs. */
    public static void main(String[] arguments) throws JOSEException {
        var signatures = Signatures.fastest();
        var jws = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload("hello"));
        jws.sign(signatures.signer(signatures.adopt(PAIR.getPrivate())));
        System.out.println(signatures.name());
        System.out.println(jws.verify(signatures.verifier((RSAPublicKey) PAIR.getPublic())));
    }
}
