package dev.bailiwick.app;

import dev.bailiwick.certificate.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A TLS client that trusts one generated CA and says which host it wants, wherever that host is. */
final class TlsClient {

    private static final int PATIENCE_MILLIS = 15_000;

    private TlsClient() {}

    /** The DNS names that the server's certificate for a host is for. */
    static List<String> names(int port, String host, Path data) throws IOException {
        try (var socket = connected(port, host, data, false)) {
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectAlternativeNames().stream()
                    .map(name -> name.get(1).toString())
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of an answer, from a server whose certificate has to be for the host. */
    static String get(int port, String tlsName, String host, String path, Path data) throws IOException {
        var answer = ask(
                port, tlsName, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", data);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** A whole answer, from a server whose certificate has to be for the host, and which closes the connection then. */
    static String ask(int port, String tlsName, String request, Path data) throws IOException {
        try (var socket = connected(port, tlsName, data, true)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether anybody listens on the port. */
    static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLSocket connected(int port, String host, Path data, boolean isStrict)
            throws IOException, GeneralSecurityException {
        var socket = (SSLSocket) context(data).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (isStrict) {
            var names = ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectAlternativeNames();
            if (names.stream().noneMatch(name -> name.get(1).equals(host.toLowerCase(Locale.ROOT)))) {
                throw new AssertionError("a certificate for " + names + " and not for " + host);
            }
        }
        return socket;
    }

    private static SSLContext context(Path data) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca", Pem.certificates(Files.readString(data.resolve("ca.pem"))).getFirst());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
