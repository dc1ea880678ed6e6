package dev.bailiwick.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.lang.System.Logger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

/**
 * Amazon's provider, which computes an RSA signature in a quarter of the JDK's time. Loading this class loads its native
 * library, which takes a third of a second; so it is loaded at the first need.
 */
final class Corretto {

    /** Empty where the library does not load: on another platform, or where nothing in the temporary directory may run. */
    static final Optional<Provider> PROVIDER = load();

    private Corretto() {}

    private static Optional<Provider> load() {
        try {
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            if (provider.getLoadingError() != null) {
                throw new IllegalStateException(provider.getLoadingError());
            }
            Signature.getInstance("SHA256withRSA", provider);
            return Optional.of(provider);
        } catch (GeneralSecurityException | RuntimeException | LinkageError | AssertionError e) {
            System.getLogger(Corretto.class.getName())
                    .log(Logger.Level.DEBUG, "signatures are computed by the JDK: Corretto does not load", e);
            return Optional.empty();
        }
    }
}
