package dev.bailiwick.web;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** TLS whose handshakes are watched, too: they come before there is a connection that Helidon would tell us of. */
final class PacedTls extends SSLContext {

    PacedTls(SSLContext origin, PaceWatch watch) {
        super(new Spi(origin, watch), origin.getProvider(), origin.getProtocol());
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext origin;
        private final PaceWatch watch;

        Spi(SSLContext origin, PaceWatch watch) {
            this.origin = origin;
            this.watch = watch;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            origin.init(keys, trust, random);
        }

        /** Helidon asks for it on the thread of each connection, right before the handshake. */
        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            if (Thread.currentThread().isVirtual()) {
                watch.pace().beginHandshake();
            }
            return origin.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return origin.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return origin.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return origin.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return origin.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return origin.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return origin.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return origin.getSupportedSSLParameters();
        }
    }
}
