package dev.bailiwick.certificate;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
    private final Function<String, Optional<TlsIdentity>> hosts;

    HostKeyManager(TlsIdentity identity, Function<String, Optional<TlsIdentity>> hosts) {
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
        return identity(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return identity(alias).key();
    }

    private @Nullable String choose(String keyType, @Nullable SSLSession handshake) {
        var host = asked(handshake);
        return fits(identity(host), keyType) ? host : null;
    }

    private TlsIdentity identity(String host) {
        return host.equals(SERVER) ? identity : hosts.apply(host).orElse(identity);
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
