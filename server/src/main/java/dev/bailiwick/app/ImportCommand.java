package dev.bailiwick.app;

import dev.bailiwick.extension.ExtensionImport;
import dev.bailiwick.operator.ImportRequest;
import dev.bailiwick.rbac.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bailiwick import …}. */
@Command(name = "import", description = "Brings data in.", mixinStandardHelpOptions = true)
final class ImportCommand {

    private static final int SOME_REFUSED = 3;

    @Mixin
    private final TenantOption tenant;

    ImportCommand(TenantOption tenant) {
        this.tenant = tenant;
    }

    @Command(
            name = "authorization-extension",
            description = {
                "Puts an export of the original Authorization Extension in the place of what the tenant has.",
                "Goes through the running server if there is one. A faulty file changes nothing."
            },
            mixinStandardHelpOptions = true)
    int authorizationExtension(
            @Parameters(paramLabel = "FILE", description = "The export, as the original's dashboard or API gives it.")
                    Path file,
            @Option(names = "--dry-run", description = "Tells what would change, and changes nothing.")
                    boolean isDryRun,
            @Option(
                            names = "--client-secret-file",
                            paramLabel = "FILE",
                            description =
                                    "Has the original's AUTH0_CLIENT_SECRET. With the next one the export's API key "
                                            + "is taken over, so that its clients need a new address only.")
                    @Nullable
                    Path clientSecret,
            @Option(
                            names = "--extension-secret-file",
                            paramLabel = "FILE",
                            description = "Has the original's EXTENSION_SECRET.")
                    @Nullable
                    Path extensionSecret)
            throws IOException, InterruptedException {
        requireReadable(file);
        var asked = new ImportRequest(isDryRun, secrets(clientSecret, extensionSecret));
        var outcome = tenant.document().bringIn(file, asked);
        switch (outcome) {
            case Difference difference -> {
                print(difference);
                System.out.println("Nothing was changed.");
            }
            case ExtensionImport.Summary summary -> System.out.println(sentence(summary));
            default -> throw new IllegalStateException("no such outcome of an import");
        }
        return 0;
    }

    @Command(
            name = "users",
            description = {
                "Brings users in: Auth0's export, one JSON object to a line, or a JSON array in the form of its import jobs.",
                "Goes through the running server if there is one. Whoever cannot be taken is named, and the others are."
            },
            mixinStandardHelpOptions = true)
    int users(
            @Parameters(paramLabel = "FILE", description = "The file, of any length.") Path file,
            @Option(
                            names = "--connection",
                            paramLabel = "NAME",
                            description = "The connection of users in the form of import jobs; else ${DEFAULT-VALUE}.",
                            defaultValue = "Username-Password-Authentication")
                    String connection,
            @Option(names = "--upsert", description = "Changes users who are there already, rather than refuse them.")
                    boolean isUpsert)
            throws IOException, InterruptedException {
        requireReadable(file);
        var counts = tenant.users().bringIn(file, connection, isUpsert);
        System.out.printf(
                "Imported %,d users, %,d of them new; refused %,d.%n",
                counts.created() + counts.updated(), counts.created(), counts.refused());
        return counts.refused() == 0 ? 0 : SOME_REFUSED;
    }

    @Command(
            name = "auth0",
            description = {
                "Brings a whole tenant in from a folder: what auth0-deploy-cli has exported, users.ndjson as 'import users' "
                        + "takes it, and authorization-extension.json, an export of the original extension; as far as they are there.",
                "What is there already is changed, what the folder does not have stays, and what cannot be carried is named "
                        + "with its file. A role has then just the permissions of its file, and the extension's document replaces "
                        + "what is there. Goes through the running server if there is one."
            },
            mixinStandardHelpOptions = true)
    int auth0(
            @Parameters(paramLabel = "DIR", description = "The folder.") Path folder,
            @Option(names = "--dry-run", description = "Tells what would become of each thing, and changes nothing.")
                    boolean isDryRun,
            @Option(
                            names = "--mappings",
                            paramLabel = "FILE",
                            description =
                                    "JSON with what the tool's markers ##KEY## and @@KEY@@ stand for, or the tool's "
                                            + "own config.json.")
                    @Nullable
                    Path mappings)
            throws IOException, InterruptedException {
        return new Auth0Command(tenant, isDryRun).run(folder, Optional.ofNullable(mappings));
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The file cannot be read: " + file);
        }
    }

    private static Optional<ImportRequest.Secrets> secrets(@Nullable Path client, @Nullable Path extension)
            throws IOException {
        if (client == null && extension == null) {
            return Optional.empty();
        }
        if (client == null || extension == null) {
            throw new IllegalArgumentException("--client-secret-file and --extension-secret-file belong together.");
        }
        return Optional.of(new ImportRequest.Secrets(SecretFile.read(client), SecretFile.read(extension)));
    }

    static void print(Difference difference) {
        difference
                .counts()
                .forEach((kind, counts) -> System.out.printf(
                        "%-10s  %,d added, %,d changed, %,d removed%s%n",
                        kind,
                        counts.added(),
                        counts.changed(),
                        counts.removed(),
                        counts.reordered() ? ", in another order" : ""));
        difference
                .changes()
                .forEach(change -> System.out.printf(
                        "%-7s  %-10s  %s  %s%n", change.change(), change.kind(), change.id(), change.name()));
        if (difference.more() > 0) {
            System.out.printf("… and %,d more.%n", difference.more());
        }
    }

    static String sentence(ExtensionImport.Summary summary) {
        return "Imported %,d groups, %,d roles, %,d permissions, %,d memberships; left out %,d repeats and %,d unknown members."
                        .formatted(
                                summary.groups(),
                                summary.roles(),
                                summary.permissions(),
                                summary.memberships(),
                                summary.droppedRepeats(),
                                summary.droppedMembers())
                + switch (summary.apiKey()) {
                    case ABSENT -> "";
                    case TAKEN -> " Its API key is accepted now.";
                    case LEFT_OUT -> " Its API key needs --client-secret-file and --extension-secret-file.";
                };
    }
}
