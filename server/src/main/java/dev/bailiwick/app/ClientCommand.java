package dev.bailiwick.app;

import dev.bailiwick.client.ClientId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bailiwick client …}. */
@Command(
        name = "client",
        description =
                "Adds and removes the keys by which clients prove themselves (private_key_jwt), and says which may use "
                        + "Management API v1. Goes through the running server if there is one.",
        mixinStandardHelpOptions = true)
final class ClientCommand {

    @Mixin
    private final TenantOption tenant;

    ClientCommand(TenantOption tenant) {
        this.tenant = tenant;
    }

    @Command(name = "add-key", description = "Gives a client a key.", mixinStandardHelpOptions = true)
    int addKey(
            @Parameters(paramLabel = "CLIENT_ID", description = "The client's id.") String client,
            @Parameters(
                            paramLabel = "FILE",
                            description = "An RSA public key of 2048 bits or more, or a certificate with one, in PEM.")
                    Path file,
            @Option(names = "--kid", paramLabel = "KID", description = "The key's id; else its thumbprint (RFC 7638).")
                    @Nullable
                    String kid,
            @Option(
                            names = "--alg",
                            paramLabel = "ALG",
                            description = "RS256, RS384 or PS256; else ${DEFAULT-VALUE}.",
                            defaultValue = "RS256")
                    String algorithm,
            @Option(names = "--no-secret", description = "Takes the client's secret away: only keys prove it then.")
                    boolean isOnly)
            throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The file cannot be read: " + file);
        }
        var pem = Files.readString(file, StandardCharsets.ISO_8859_1);
        var added = tenant.keys().addToClient(new ClientId(client), pem, Optional.ofNullable(kid), algorithm, isOnly);
        System.out.println("The client " + client + " has the key " + added + ".");
        return 0;
    }

    @Command(
            name = "remove-key",
            description = "Takes a key away: what it signs is refused from now on.",
            mixinStandardHelpOptions = true)
    int removeKey(
            @Parameters(paramLabel = "CLIENT_ID", description = "The client's id.") String client,
            @Parameters(paramLabel = "KID", description = "The key's id; after -- if it begins with a hyphen.")
                    String kid)
            throws IOException, InterruptedException {
        tenant.keys().removeFromClient(new ClientId(client), kid);
        System.out.println("The key " + kid + " is removed.");
        return 0;
    }

    @Command(
            name = "admit",
            description =
                    "Lets a client have tokens of Management API v1, which open everything there but the clients.",
            mixinStandardHelpOptions = true)
    int admit(@Parameters(paramLabel = "CLIENT_ID", description = "The client's id.") String client)
            throws IOException, InterruptedException {
        tenant.contents().admit(new ClientId(client), true);
        System.out.println("The client " + client + " may use Management API v1.");
        return 0;
    }

    @Command(
            name = "dismiss",
            description = "Takes a client its tokens of Management API v1, and lets it have no more.",
            mixinStandardHelpOptions = true)
    int dismiss(@Parameters(paramLabel = "CLIENT_ID", description = "The client's id.") String client)
            throws IOException, InterruptedException {
        tenant.contents().admit(new ClientId(client), false);
        System.out.println("The client " + client + " may not use Management API v1.");
        return 0;
    }
}
