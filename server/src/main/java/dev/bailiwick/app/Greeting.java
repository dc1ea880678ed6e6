package dev.bailiwick.app;

/** What a start prints: where everything is. */
final class Greeting {

    private Greeting() {}

    static String of(Server server) {
        var text = new StringBuilder("""
                Bailiwick %s is ready.
                  HTTPS           https://%s/
                  HTTP            http://localhost:%d/
                  CA certificate  %s   (also at http://localhost:%d/ca.pem)
                  Data            %s
                """.formatted(
                        Commands.Version.text(),
                        server.domain(),
                        server.httpPort(),
                        server.directory().caCertificate(),
                        server.httpPort(),
                        server.directory().path()));
        server.firstClient()
                .ifPresent(client -> text.append(
                        """
                  First client    id     %s
                                  secret %s   (shown this once)
                """.formatted(client.id().value(), client.secret().reveal())));
        return text.toString();
    }
}
