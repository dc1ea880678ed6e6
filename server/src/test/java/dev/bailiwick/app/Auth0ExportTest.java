package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bailiwick.app.deploy.Asset;
import dev.bailiwick.app.deploy.AssetExport;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.operator.TenantAssets.Wanted;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.user.UserImport.Taken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class Auth0ExportTest {

    private final Path directory;

    Auth0ExportTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void leavesNothingOfAnExportThatFails() throws IOException {
        var empty = Files.createDirectory(directory.resolve("empty"));
        var link = Files.createSymbolicLink(directory.resolve("link"), empty);

        for (var folder : List.of(directory.resolve("absent"), empty, link)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new Auth0Export(new Gone()).run(folder, new Wanted(true, false), false))
                    .withMessage("gone");
        }

        assertThat(directory.resolve("absent")).doesNotExist();
        assertThat(empty).isEmptyDirectory();
        assertThat(link).isSymbolicLink();
    }

    /** A tenant that is deleted while its users are read. */
    private static final class Gone implements Auth0Door {

        @Override
        public AssetExport.Read assets(Wanted wanted) {
            var role = JsonNodeFactory.instance.objectNode().put("name", "Reader");
            return new AssetExport.Read(List.of(new Asset("roles", "roles/Reader.json", role)), List.of());
        }

        @Override
        public SortedSet<String> users(boolean hasHashes, Consumer<String> line) {
            line.accept("{}");
            throw new IllegalStateException("gone");
        }

        @Override
        public void extension(OutputStream out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Outcome> put(List<Asset> assets, boolean isDryRun) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Taken take(UserBatch users) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Taken tried(List<Asset> assets, UserBatch users) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object putExtension(InputStream document, boolean isDryRun) {
            throw new UnsupportedOperationException();
        }
    }
}
