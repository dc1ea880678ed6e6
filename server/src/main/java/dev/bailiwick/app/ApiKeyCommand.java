package dev.bailiwick.app;

import dev.bailiwick.apikey.ApiKeys;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bailiwick api-key …}. */
@Command(
        name = "api-key",
        description = "Lists, rotates and revokes the keys by which programs ask for policy decisions (x-api-key). "
                + "Goes through the running server if there is one.",
        mixinStandardHelpOptions = true)
final class ApiKeyCommand {

    @Mixin
    private final TenantOption tenant;

    ApiKeyCommand(TenantOption tenant) {
        this.tenant = tenant;
    }

    @Command(
            name = "list",
            description = "Lists the keys that are accepted, and when each was used last.",
            mixinStandardHelpOptions = true)
    int list() throws IOException, InterruptedException {
        for (var key : tenant.contents().apiKeys()) {
            var end = key.acceptedUntil();
            var use = key.lastUsed();
            System.out.printf(
                    "%s  since %s  %s%s%n",
                    key.id(),
                    key.createdAt(),
                    use == null ? "never used" : "last used " + use,
                    end == null ? "" : "  accepted until " + end);
        }
        return 0;
    }

    @Command(
            name = "rotate",
            description = "Makes a new key and prints it, this once. The key before is accepted for another day.",
            mixinStandardHelpOptions = true)
    int rotate() throws IOException, InterruptedException {
        System.out.println(tenant.contents().rotateApiKey().reveal());
        System.err.printf("The key before is accepted for %d more hours.%n", ApiKeys.OVERLAP.toHours());
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Ends a key at once. For a key in wrong hands.",
            mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "The key's id, as 'api-key list' shows it.") String id)
            throws IOException, InterruptedException {
        tenant.contents().revokeApiKey(id);
        System.out.println("The API key " + id + " is revoked.");
        return 0;
    }
}
