package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.operator.TenantAssets.Wanted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bailiwick export …}. */
@Command(name = "export", description = "Writes data out.", mixinStandardHelpOptions = true)
final class ExportCommand {

    private static final int SOME_LEFT_OUT = 3;

    @Mixin
    private final TenantOption tenant;

    ExportCommand(TenantOption tenant) {
        this.tenant = tenant;
    }

    @Command(
            name = "authorization-extension",
            description = {
                "Writes groups, roles, permissions and switches of the tenant to a new file, as the original exports them.",
                "Goes through the running server if there is one. Only the file's owner may read it."
            },
            mixinStandardHelpOptions = true)
    int authorizationExtension(
            @Parameters(paramLabel = "FILE", description = "The file, which must not be there yet.") Path file)
            throws IOException, InterruptedException {
        fill(file, tenant.document()::readOut);
        System.out.printf("Exported %,d bytes.%n", Files.size(file));
        return 0;
    }

    @Command(
            name = "users",
            description = {
                "Writes all users of a tenant to a new file, one JSON object to a line, as 'import users' takes them.",
                "Goes through the running server if there is one. Only the file's owner may read it."
            },
            mixinStandardHelpOptions = true)
    int users(
            @Parameters(paramLabel = "FILE", description = "The file, which must not be there yet.") Path file,
            @Option(names = "--password-hashes", description = "Writes the hashes of passwords, too.")
                    boolean hasHashes)
            throws IOException, InterruptedException {
        fill(file, out -> {
            var lines = OwnersFile.lines(out);
            var unwritten = tenant.users().readOut(hasHashes, lines);
            lines.close();
            OperatorUsers.gap(unwritten).ifPresent(System.err::println);
            System.out.printf("Exported %,d users.%n", lines.count());
        });
        return 0;
    }

    @Command(
            name = "auth0",
            description = {
                "Writes a whole tenant to a new folder, as 'import auth0' and auth0-deploy-cli take it: its configuration, "
                        + "users.ndjson and authorization-extension.json.",
                "Goes through the running server if there is one. Only the folder's owner may read it."
            },
            mixinStandardHelpOptions = true)
    int auth0(
            @Parameters(paramLabel = "DIR", description = "The folder, which is empty or not there yet.") Path folder,
            @Option(
                            names = "--no-client-ids",
                            description =
                                    "Leaves out the ids of clients, for a tenant of Auth0's, which gives its own.")
                    boolean isWithoutIds,
            @Option(
                            names = "--with-secrets",
                            description =
                                    "Writes the secrets of clients, connections and APIs, too. Else markers stand for "
                                            + "those of connections and addons, and clients and APIs get new ones.")
                    boolean hasSecrets,
            @Option(names = "--with-password-hashes", description = "Writes the hashes of passwords, too.")
                    boolean hasHashes)
            throws IOException, InterruptedException {
        var wanted = new Wanted(!isWithoutIds, hasSecrets);
        var origin = Origin.command("export auth0");
        var report = tenant.place()
                .<Auth0Export.Report>have(
                        (storage, features) -> new Auth0Export(Auth0Here.of(storage, features, tenant.name(), origin))
                                .run(folder, wanted, hasHashes),
                        server ->
                                new Auth0Export(new Auth0There(server, tenant.name())).run(folder, wanted, hasHashes));
        report.leftOut().forEach(each -> System.err.println(each.file() + ": " + each.reason()));
        System.out.printf(
                "Exported %,d things of the configuration, %,d users and the extension's groups, roles and permissions.%n",
                report.assets(), report.users());
        return report.leftOut().isEmpty() ? 0 : SOME_LEFT_OUT;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** A file that cannot be filled is not left behind. */
    private static void fill(Path file, Content content) throws IOException, InterruptedException {
        var out = OwnersFile.create(file);
        boolean isWhole = false;
        try (out) {
            content.writeTo(out);
            isWhole = true;
        } finally {
            if (!isWhole) {
                Files.delete(file);
            }
        }
    }
}
