package dev.bailiwick.app;

import java.io.BufferedWriter;
import java.io.IOException;
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
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bailiwick export …}. */
@Command(name = "export", description = "Writes data out.", mixinStandardHelpOptions = true)
final class ExportCommand {

    private final Supplier<Settings> settings;

    ExportCommand(Supplier<Settings> settings) {
        this.settings = settings;
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
            @Option(
                            names = "--tenant",
                            paramLabel = "NAME",
                            description = "The users' tenant; else ${DEFAULT-VALUE}.",
                            defaultValue = "default")
                    String tenant,
            @Option(names = "--password-hashes", description = "Writes the hashes of passwords, too.")
                    boolean hasHashes)
            throws IOException, InterruptedException {
        var lines = new Lines(create(file));
        boolean isWhole = false;
        try (lines.out) {
            new OperatorUsers(settings.get(), tenant).readOut(hasHashes, lines);
            isWhole = true;
        } finally {
            if (!isWhole) {
                Files.delete(file);
            }
        }
        System.out.printf("Exported %,d users.%n", lines.count);
        return 0;
    }

    private static Writer create(Path file) throws IOException {
        try {
            var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var channel =
                    Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owners);
            return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
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
