package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.extension.ExtensionImport;
import dev.bailiwick.operator.OperatorApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bailiwick import …}. */
@Command(name = "import", description = "Brings data in.", mixinStandardHelpOptions = true)
final class ImportCommand {

    private final Supplier<Settings> settings;

    ImportCommand(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Command(
            name = "authorization-extension",
            description = {
                "Puts an export of the original Authorization Extension in the place of what the default tenant has.",
                "Goes through the running server if there is one. A faulty file changes nothing."
            },
            mixinStandardHelpOptions = true)
    int authorizationExtension(
            @Parameters(paramLabel = "FILE", description = "The export, as the original's dashboard or API gives it.")
                    Path file)
            throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The file cannot be read: " + file);
        }
        var present = settings.get();
        var directory = DataDirectory.at(present.dataDirectory());
        var storage = Storage.tryOpen(present, directory);
        ExtensionImport.Summary summary;
        if (storage.isPresent()) {
            try (var opened = storage.get();
                    var document = ProgressStream.open(file)) {
                summary = here(opened, document);
            }
        } else if (Files.size(file) > OperatorApi.IMPORT_LIMIT) {
            throw new IllegalArgumentException("The file is too large to go through the running server: "
                    + "stop the server, import, and start it again.");
        } else {
            try (var document = ProgressStream.open(file)) {
                summary = new RunningServer(directory).importExtension(document);
            }
        }
        System.out.println(sentence(summary));
        return 0;
    }

    private static ExtensionImport.Summary here(Storage storage, ProgressStream document) {
        var features = Features.over(storage, Clock.systemUTC());
        var tenant = storage.database()
                .read(features.tenants()::findDefault)
                .orElseThrow(() -> new IllegalStateException("Start the server once before the first import."));
        return features.extensionImport()
                .replace(tenant.id(), document, Origin.command("import authorization-extension"));
    }

    private static String sentence(ExtensionImport.Summary summary) {
        return "Imported %,d groups, %,d roles, %,d permissions, %,d memberships; left out %,d repeats and %,d unknown members."
                .formatted(
                        summary.groups(),
                        summary.roles(),
                        summary.permissions(),
                        summary.memberships(),
                        summary.droppedRepeats(),
                        summary.droppedMembers());
    }
}
