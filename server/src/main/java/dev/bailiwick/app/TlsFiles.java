package dev.bailiwick.app;

import dev.bailiwick.certificate.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The key pair for HTTPS that the operator brings, if one is set. */
final class TlsFiles {

    private TlsFiles() {}

    /** Refuses one file without the other. */
    static Optional<TlsIdentity> find(Settings settings) {
        var certificate = settings.find(Setting.TLS_CERTIFICATE);
        var key = settings.find(Setting.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    Setting.TLS_CERTIFICATE.variable() + " and " + Setting.TLS_KEY.variable() + " go together.");
        }
        return certificate.map(path -> TlsIdentity.ofPem(text(path), text(key.orElseThrow())));
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new IllegalArgumentException("The file cannot be read: " + path, e);
        }
    }
}
