package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is deleted leaves nothing, in any table that there is. */
@EachEngine
class UserRemovalTest {

    private static final String ID = "auth0|leaver";
    private static final String PATH = "/users/auth0%7Cleaver";
    private static final String USER = """
            {"connection":"Username-Password-Authentication","password":"correct-Horse-7",\
            "email":"leaver@example.test","user_id":"leaver","app_metadata":{"plan":"gold"}}""";
    private static final String WORLD = """
            {"groups":[{"_id":"77777777-7777-4777-8777-777777777777","name":"G","description":"",\
            "members":["auth0|leaver","auth0|other"]}],"roles":[{"_id":"r","applicationId":"app",\
            "applicationType":"client","name":"R","description":"","users":["auth0|leaver"],"permissions":[]}],\
            "permissions":[],"configuration":[]}""";

    private final Node node;
    private final Catalogue catalogue;
    private final String token;

    UserRemovalTest(TestDatabase database, @TempDir Path directory) {
        node = Node.start(Node.settings(
                database,
                directory,
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known")));
        catalogue = Catalogue.of(database, directory);
        token = Json.read(node.token(node.firstClient(), "https://" + Node.DOMAIN + "/api/v2/")
                        .body()
                        .getBytes(StandardCharsets.UTF_8))
                .path("access_token")
                .asString();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void leavesNoRowThatNamesTheUser() {
        assertThat(node.management("POST", "/users", token, USER).statusCode()).isEqualTo(201);
        Hosts.of(node.server())
                .extension("auth", node.extensionToken(node.firstClient()), "POST", "/configuration/import", WORLD);
        catalogue.change("""
                INSERT INTO user_grant (tenant_id, id, seq, user_id, client_id, audience, scope)
                SELECT tenant_id, 'g1', 1, '%s', id, 'a', 's' FROM client WHERE NOT is_global
                """.formatted(ID));
        catalogue.change("""
                INSERT INTO device_credential (tenant_id, id, seq, user_id, client_id, type, device_id, device_name)
                SELECT tenant_id, 'd1', 1, '%s', id, 'public_key', 'd', 'd' FROM client WHERE NOT is_global
                """.formatted(ID));
        assertThat(tablesThatName("leaver"))
                .as("where the user is")
                .contains("user_profile", "user_attribute", "user_identifier", "user_password")
                .contains("group_member", "role_user", "user_grant", "device_credential");

        assertThat(node.management("DELETE", PATH, token, "").statusCode()).isEqualTo(204);

        assertThat(tablesThatName("leaver")).containsExactly("audit_log");
        var before = catalogue.texts("SELECT before FROM audit_log WHERE kind = 'user' AND action = 'delete'");
        assertThat(before).singleElement().asString().contains("\"plan\":\"gold\"");
        assertThat(before.getFirst())
                .endsWith("\"left\":{\"groups\":[\"77777777-7777-4777-8777-777777777777\"],\"roles\":[\"r\"]}}");
        assertThat(tablesThatName("other")).contains("group_member");
        assertThat(catalogue.texts("SELECT user_seq FROM user_attribute")).isEmpty();
        assertThat(catalogue.texts("SELECT SUM(users) FROM user_count")).containsExactly("0");
        assertThat(node.management("POST", "/users", token, USER).statusCode()).isEqualTo(201);
        assertThat(tablesThatName("leaver")).doesNotContain("group_member", "role_user", "user_grant");
    }

    private List<String> tablesThatName(String text) {
        return catalogue.content().entrySet().stream()
                .filter(table -> table.getValue().stream().anyMatch(row -> row.contains(text)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
