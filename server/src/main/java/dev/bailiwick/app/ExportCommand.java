package dev.bailiwick.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bailiwick export …}. */
@Command(name = "export", description = "Writes data out.", mixinStandardHelpOptions = true)
final class ExportCommand {

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
            var lines = new Lines(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
            tenant.users().readOut(hasHashes, lines);
            lines.out.flush();
            System.out.printf("Exported %,d users.%n", lines.count);
        });
        return 0;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** A file that cannot be filled is not left behind. */
    private static void fill(Path file, Content content) throws IOException, InterruptedException {
        var out = create(file);
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

    private static OutputStream create(Path file) throws IOException {
        try {
            var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            return Channels.newOutputStream(Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owners));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("The file is there already: " + file, e);
        }
    }

    private static final class Lines implements Consumer<String> {

        private final Writer out;
        private long count;

        Lines(Writer out) {
            this.out = out;
        }

        @Override
        public void accept(String line) {
            try {
                out.write(line);
                out.write('\n');
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
