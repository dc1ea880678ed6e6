package dev.bailiwick.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bailiwick connection …}. */
@Command(
        name = "connection",
        description =
                "Adds and lists the connections that users come from. Goes through the running server if there is one.",
        mixinStandardHelpOptions = true)
final class ConnectionCommand {

    @Mixin
    private final TenantOption tenant;

    ConnectionCommand(TenantOption tenant) {
        this.tenant = tenant;
    }

    @Command(
            name = "add",
            description = "Adds a connection, for mappings and lists; nobody can sign in by it yet.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "Letters, digits, hyphens and dots.") String name,
            @Option(
                            names = "--strategy",
                            paramLabel = "STRATEGY",
                            description = "Auth0's word for its kind: auth0, ad, samlp, google-oauth2 and the like.",
                            required = true)
                    String strategy)
            throws IOException, InterruptedException {
        var added = tenant.contents().addConnection(name, strategy);
        System.out.println("The connection " + added.name() + " has the id " + added.id() + ".");
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists the connections in the order of their creation: id, name, strategy.",
            mixinStandardHelpOptions = true)
    int list() throws IOException, InterruptedException {
        for (var connection : tenant.contents().connections()) {
            System.out.printf("%s  %s  %s%n", connection.id(), connection.name(), connection.strategy());
        }
        return 0;
    }
}
