package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetFolderTest {

    @Test
    void readsThingsOfOneNameInTheOrderOfTheirWriting(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("clients"));
        for (var name : List.of("A-2", "Twin-2", "a", "Twin", "Twins")) {
            Files.writeString(folder.resolve("clients/" + name + ".json"), "{\"name\":\"x\"}");
        }

        assertThat(AssetFolder.read(folder, Map.of(), Set.of()).assets())
                .extracting(Asset::file)
                .containsExactly(
                        "clients/a.json",
                        "clients/A-2.json",
                        "clients/Twin.json",
                        "clients/Twin-2.json",
                        "clients/Twins.json");
    }
}
