package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** A directory of {@code src/test/resources} with a lock file of npm, whose packages are installed once, outside the sources. */
final class NpmFolder {

    private final Path sources;
    private final Path directory;

    private boolean installed;

    NpmFolder(String name) {
        this.sources = Path.of("src/test/resources", name);
        this.directory = Path.of("target", name).toAbsolutePath();
    }

    /** Where its files are, with the packages that the lock file names beside them. */
    synchronized Path installed() throws IOException, InterruptedException {
        if (!installed) {
            copy();
            var said = Commands.run(Map.of(), List.of("npm", "--prefix", directory.toString(), "ci"));
            assertThat(said.status()).as(said.err()).isZero();
            installed = true;
        }
        return directory;
    }

    private void copy() throws IOException {
        try (var files = Files.walk(sources)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = directory.resolve(sources.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
