package dev.bailiwick.app;

import dev.bailiwick.operator.SigningKeyJson;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bailiwick keys …}. */
@Command(
        name = "keys",
        description =
                "Lists, rotates and revokes a tenant's signing keys. Goes through the running server if there is one.",
        mixinStandardHelpOptions = true)
final class KeysCommand {

    @Mixin
    private final TenantOption tenant;

    KeysCommand(TenantOption tenant) {
        this.tenant = tenant;
    }

    @Command(
            name = "list",
            description = "Lists the keys that are published: the current one, the next one, the previous ones.",
            mixinStandardHelpOptions = true)
    int list() throws IOException, InterruptedException {
        print(tenant.keys().list());
        return 0;
    }

    @Command(
            name = "rotate",
            description =
                    "Makes the next key the current one. Tokens of the key before are accepted until they expire.",
            mixinStandardHelpOptions = true)
    int rotate() throws IOException, InterruptedException {
        print(tenant.keys().rotate());
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Removes a key at once: its tokens are refused from now on. For a key in wrong hands.",
            mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "KID", description = "The key's id, as 'keys list' shows it.") String kid)
            throws IOException, InterruptedException {
        tenant.keys().revoke(kid);
        System.out.println("The key " + kid + " is revoked.");
        return 0;
    }

    private static void print(List<SigningKeyJson> keys) {
        for (var key : keys) {
            var end = key.acceptedUntil();
            System.out.printf(
                    "%s  %-8s  since %s%s%n",
                    key.kid(), key.state(), key.since(), end == null ? "" : "  accepted until " + end);
        }
    }
}
