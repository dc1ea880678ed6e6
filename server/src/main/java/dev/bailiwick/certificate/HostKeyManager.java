package dev.bailiwick.certificate;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Offers the identity of the host that the client asks for (RFC 6066 section 3), where there is one for it, and otherwise
 * the server's. A key store would encrypt the key, slowly, only to decrypt it here.
 */
final class HostKeyManager extends X509ExtendedKeyManager {

    /** What no host is called. */
    private static final String SERVER = "";

    private final TlsIdentity identity;
    private final Optional<HostCertificates> hosts;

    HostKeyManager(TlsIdentity identity, Optional<HostCertificates> hosts) {
        this.identity = identity;
        this.hosts = hosts;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyType, engine == null ? null : engine.getHandshakeSession());
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return fits(identity, keyType) ? new String[] {SERVER} : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return identity(alias)
                .map(found -> found.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return identity(alias).map(TlsIdentity::key).orElse(null);
    }

    /** The only step that asks the database, and that for one key type only: all hosts have keys of the same. */
    private @Nullable String choose(String keyType, @Nullable SSLSession handshake) {
        if (hosts.isPresent() && keyType.equals(Issuer.KEY_ALGORITHM)) {
            var host = asked(handshake);
            if (!host.equals(SERVER) && hosts.get().prepare(host)) {
                return host;
            }
        }
        return fits(identity, keyType) ? SERVER : null;
    }

    /** Of what was chosen before. Never another's in its place, lest the chain be of one host and the key of another. */
    private Optional<TlsIdentity> identity(String alias) {
        return alias.equals(SERVER) ? Optional.of(identity) : hosts.flatMap(known -> known.issued(alias));
    }

    private static String asked(@Nullable SSLSession handshake) {
        if (handshake instanceof ExtendedSSLSession session) {
            for (var name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return SERVER;
    }

    private static boolean fits(TlsIdentity identity, String keyType) {
        return keyType.equals(identity.key().getAlgorithm());
    }
}
