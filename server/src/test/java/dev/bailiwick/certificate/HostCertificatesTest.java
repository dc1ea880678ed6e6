package dev.bailiwick.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.SqliteDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCertificatesTest {

    private static final String HOST = "acme.test";

    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private Database database;
    private CertificateAuthority authority;
    private HostCertificates hosts;
    private volatile boolean isOut;

    @BeforeEach
    void serveOneHost(@TempDir Path directory) {
        database = SqliteDatabase.open(directory.resolve("test.db"));
        var random = new RandomText(new SecureRandom());
        authority = new CertificateAuthority(database, new SecretBox(new byte[32]), Clock.systemUTC(), random);
        hosts = new HostCertificates(authority, Set.of("auth.test"), this::isServed);
        served.add(HOST);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void asksTheDatabaseOnceForEachHandshake() throws Exception {
        assertThat(names(HOST)).contains(HOST);
        assertThat(asked).hasValue(1);

        assertThat(names(HOST)).contains(HOST);
        assertThat(asked).hasValue(2);
    }

    @Test
    void offersWhatIsIssuedWhileTheDatabaseDoesNotAnswer() throws Exception {
        names(HOST);
        isOut = true;

        assertThat(names(HOST)).contains(HOST);
        assertThat(names("other.test")).contains("auth.test").doesNotContain("other.test");
    }

    @Test
    void forgetsAHostThatIsServedNoLonger() throws Exception {
        names(HOST);
        served.remove(HOST);

        assertThat(names(HOST)).doesNotContain(HOST);

        isOut = true;
        assertThat(names(HOST)).doesNotContain(HOST);
    }

    @Test
    void offersNoOtherIdentityInThePlaceOfOneThatIsGone() {
        var keys = new HostKeyManager(authority.server(Set.of("auth.test")), Optional.of(hosts));

        assertThat(keys.getCertificateChain(HOST)).isNull();
        assertThat(keys.getPrivateKey(HOST)).isNull();
    }

    private boolean isServed(String host) {
        asked.incrementAndGet();
        if (isOut) {
            throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
        }
        return served.contains(host);
    }

    /** What the certificate is for that a client sees which would rather have an RSA key. */
    private List<String> names(String host) throws Exception {
        var tls = authority.server(Set.of("auth.test")).sslContext(hosts);
        try (var door = tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answered = CompletableFuture.runAsync(() -> {
                try (var socket = (SSLSocket) door.accept()) {
                    socket.startHandshake();
                    socket.getOutputStream().write(1);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (var socket = (SSLSocket)
                    client().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), door.getLocalPort())) {
                var parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(host)));
                parameters.setSignatureSchemes(new String[] {"rsa_pss_rsae_sha256", "ecdsa_secp256r1_sha256"});
                socket.setSSLParameters(parameters);
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                answered.join();
                var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString())
                        .toList();
            }
        }
    }

    private SSLContext client() throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", Pem.certificates(authority.caPem()).getFirst());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
