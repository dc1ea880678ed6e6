package dev.bailiwick.app;

import dev.bailiwick.secret.OwnersOnly;
import java.io.BufferedOutputStream;
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
import java.util.Set;
import java.util.function.Consumer;

/** New files that only their owner may read, and that take no other file's place. */
final class OwnersFile {

    private OwnersFile() {}

    static OutputStream create(Path file) throws IOException {
        try {
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new BufferedOutputStream(
                    Channels.newOutputStream(Files.newByteChannel(file, options, OwnersOnly.FILE)));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("The file is there already: " + file, e);
        }
    }

    /** Lines of text in UTF-8; whoever closes them closes the stream. */
    static Lines lines(OutputStream out) {
        return new Lines(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    /** Writes each text that it is given on a line of its own. */
    static final class Lines implements Consumer<String>, AutoCloseable {

        private final Writer out;
        private long count;

        private Lines(Writer out) {
            this.out = out;
        }

        long count() {
            return count;
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

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
