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

    /** Where the tool writes them, and where teams that write by hand have them. */
    @Test
    void findsTheTextsOfClientsAndConnectionsInTheirFolders(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("outside.html"), "not for everybody");
        var folder = Files.createDirectory(directory.resolve("given"));
        put(folder, "tenant.yaml", """
                clients:
                  - {name: Shop, custom_login_page: ./Shop_custom_login_page.html}
                  - {name: Hand, custom_login_page: ./pages/hand.html}
                  - {name: Out, custom_login_page: ../../outside.html}
                connections:
                  - {name: email, strategy: email, options: {email: {body: ./email.html}}}
                emailTemplates:
                  - {template: welcome_email, body: ./email.html}
                """);
        put(folder, "clients/Shop_custom_login_page.html", "Shop");
        put(folder, "connections/email.html", "Code");
        put(folder, "pages/hand.html", "Hand");

        var content = AssetFolder.read(folder, Map.of(), Set.of());

        assertThat(content.leftOut())
                .containsExactlyInAnyOrder(
                        Outcome.leftOut(
                                "tenant.yaml: clients[2]",
                                "custom_login_page: the file ../../outside.html is not there"),
                        Outcome.leftOut("tenant.yaml: emailTemplates[0]", "body: the file ./email.html is not there"));
        assertThat(content.assets().stream().map(Asset::object))
                .extracting(object -> object.has("options")
                        ? object.at("/options/email/body").asString()
                        : object.path("custom_login_page").asString())
                .containsExactlyInAnyOrder("Shop", "Hand", "Code");
    }

    private static void put(Path folder, String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
