package dev.bailiwick.app;

/** What a start prints: where everything is. */
final class Greeting {

    private Greeting() {}

    static String of(Server server) {
        var text = new StringBuilder("""
                Bailiwick %s is ready.
                  HTTPS           https://%s/
                  HTTP            http://localhost:%d/
                """.formatted(Commands.Version.text(), server.domain(), server.httpPort()));
        if (server.hasOwnCa()) {
            text.append("""
                      CA certificate  %s   (also at http://localhost:%d/ca.pem)
                    """.formatted(server.directory().caCertificate(), server.httpPort()));
        }
        text.append("""
                  Data            %s
                  Signatures      %s
                """.formatted(server.directory().path(), server.signatures().name()));
        server.firstClient()
                .ifPresent(client -> text.append("""
                  First client    id     %s
                                  secret %s
                """.formatted(
                        client.id().value(),
                        client.isSecretRandom() ? client.secret().reveal() + "   (shown this once)" : "as set")));
        return text.toString();
    }
}
