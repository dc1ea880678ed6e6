package dev.bailiwick.connection.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.certificate.CertificateAuthority;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.network.AddressBlock;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.TestDatabase.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address of a server is settled before; its certificate is still for its name. */
class EgressTlsTest {

    private static final EgressRules INSIDE = new EgressRules(AddressBlock.list("127.0.0.2"));

    @Test
    void trustsWhoIsCertifiedForTheNameThatWasAskedFor(@TempDir Path directory) throws Exception {
        try (var database = Engine.SQLITE.open(directory)) {
            var authority = new CertificateAuthority(
                    database, new SecretBox(new byte[32]), Clock.systemUTC(), new RandomText(new SecureRandom()));
            var sockets =
                    authority.server(Set.of("adfs.example.test")).sslContext().getServerSocketFactory();
            try (var server = FakeServer.at("127.0.0.2", sockets, FakeServer.ok("Content-Type: text/xml", "<a/>"));
                    var trusting = egress(context(authority.caPem()));
                    var others = egress(SSLContext.getDefault())) {
                var url = "https://adfs.example.test:" + server.port() + "/";

                assertThat(new String(trusting.xml("acme", url), StandardCharsets.UTF_8))
                        .isEqualTo("<a/>");
                assertThat(fault(trusting, url.replace("adfs.", "other."))).isEqualTo(EgressFault.NOT_TRUSTED);
                assertThat(fault(others, url)).isEqualTo(EgressFault.NOT_TRUSTED);
                assertThat(server.asked()).hasSize(1);
            }
        }
    }

    private static Egress egress(SSLContext tls) {
        return Egress.by(
                INSIDE, _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.2")}, tls, Duration.ofSeconds(5));
    }

    private static SSLContext context(String ca) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", Pem.certificates(ca).getFirst());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static EgressFault fault(Egress egress, String url) {
        return catchThrowableOfType(EgressException.class, () -> egress.xml("acme", url))
                .fault();
    }
}
