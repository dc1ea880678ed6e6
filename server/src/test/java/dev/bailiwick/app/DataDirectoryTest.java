package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private final Path parent;

    DataDirectoryTest(@TempDir Path parent) {
        this.parent = parent;
    }

    @Test
    void isOpenToItsOwnerAlone() throws IOException {
        var directory = DataDirectory.at(parent.resolve("a").resolve("data"));

        assertThat(permissions(directory.path())).isEqualTo("rwx------");
    }

    @Test
    void keepsWhatIsSecretFromOthersInADirectoryThatTheyMayRead() throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        var directory = DataDirectory.at(parent);

        directory.operatorKey();
        directory.box();

        assertThat(permissions(parent.resolve("operator.key"))).isEqualTo("rw-------");
        assertThat(permissions(parent.resolve("encryption.key"))).isEqualTo("rw-------");
        assertThat(permissions(directory.database())).isEqualTo("rw-------");
        assertThat(permissions(directory.lock())).isEqualTo("rw-------");
        assertThat(names()).containsExactlyInAnyOrder("operator.key", "encryption.key", "bailiwick.db", "LOCK");
    }

    @Test
    void closesWhatARestoreLeftOpenToOthers() throws IOException {
        var directory = DataDirectory.at(parent);
        var key = directory.operatorKey();
        directory.box();
        directory.database();
        var kept = List.of("operator.key", "encryption.key", "bailiwick.db", "bailiwick.db-wal", "bailiwick.db-shm");
        for (var name : kept) {
            if (!Files.exists(parent.resolve(name))) {
                Files.createFile(parent.resolve(name));
            }
            Files.setPosixFilePermissions(parent.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }

        assertThat(directory.operatorKey()).isEqualTo(key);
        directory.box();
        directory.database();

        for (var name : kept) {
            assertThat(permissions(parent.resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void keepsTheKeyThatIsThere() {
        var directory = DataDirectory.at(parent);

        var first = directory.operatorKey();

        assertThat(DataDirectory.at(parent).operatorKey()).isEqualTo(first);
        assertThat(DataDirectory.at(parent.resolve("other")).operatorKey()).isNotEqualTo(first);
    }

    @Test
    void makesNoKeyThatIsHalfWritten() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> key =
                    () -> DataDirectory.at(parent).operatorKey().reveal().length();
            var lengths = threads.invokeAll(List.of(key, key, key, key, key, key, key, key)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(lengths).containsOnly(44);
        }
        assertThat(names()).containsExactly("operator.key");
    }

    @Test
    void writesTheCaCertificateOnlyWhenItIsAnother() throws IOException {
        var directory = DataDirectory.at(parent);
        directory.writeCaCertificate("first");
        var written = Files.getLastModifiedTime(directory.caCertificate());

        directory.writeCaCertificate("first");
        assertThat(Files.getLastModifiedTime(directory.caCertificate())).isEqualTo(written);
        directory.writeCaCertificate("second");
        assertThat(directory.caCertificate()).hasContent("second");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
