package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.operator.ImportRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A tenant's document of the Authorization Extension as a command has it taken in or written out: by the running server if there
 * is one, else by opening the database itself.
 */
record OperatorDocument(Settings settings, String tenant) {

    /** What the document brought, or what it would change. */
    Object bringIn(Path file, ImportRequest asked) throws IOException, InterruptedException {
        return new ServerOrDatabase(settings)
                .have(
                        (storage, features) -> {
                            try (var document = ProgressStream.open(file)) {
                                return new ExtensionDocument(storage.database(), features)
                                        .replace(
                                                tenant,
                                                document,
                                                asked,
                                                Origin.command("import authorization-extension"));
                            }
                        },
                        server -> {
                            try (var document = ProgressStream.open(file)) {
                                return server.importExtension(tenant, document, asked);
                            }
                        });
    }

    void readOut(OutputStream out) throws IOException, InterruptedException {
        var _ = new ServerOrDatabase(settings)
                .<Boolean>have(
                        (storage, features) -> {
                            new ExtensionDocument(storage.database(), features).write(tenant, out);
                            return true;
                        },
                        server -> {
                            server.exportExtension(tenant, out);
                            return true;
                        });
    }
}
