package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class KeysOfClientsTest {

    private static final String TAKEN = ": keys are taken with new clients alone, by their pem";

    @Test
    void readsNoIdsOutAndTellsWhereTheyWere() {
        var client = client("[{\"id\":\"cred_1\"}]");

        assertThat(KeysOfClients.withoutIds(client))
                .containsExactly(
                        "client_authentication_methods: the API does not show keys",
                        "signed_request_object: the API does not show keys",
                        "token_vault_privileged_access: the API does not show keys");
        assertThat(client.toString()).isEqualTo("""
                {"name":"n","signed_request_object":{"required":true},\
                "token_vault_privileged_access":{"ip_allowlist":["::1"],"credentials":[]}}""");
        assertThat(KeysOfClients.withoutIds(client)).isEmpty();
        assertThat(client.at("/token_vault_privileged_access/credentials").isArray())
                .isTrue();
    }

    @Test
    void writesKeysWithNewClientsAlone() {
        var whole = "[{\"credential_type\":\"public_key\",\"pem\":\"p\"}]";
        var half = "[{\"credential_type\":\"public_key\",\"pem\":\"p\"},{\"id\":\"cred_1\",\"name\":\"pem\"}]";

        var made = client(whole);
        assertThat(KeysOfClients.withoutUntakable(made, true)).isEmpty();
        assertThat(made).isEqualTo(client(whole));
        for (var credentials : List.of(whole, half, "[{\"id\":\"pem\",\"subject_dn\":null}]")) {
            var known = client(credentials);
            assertThat(KeysOfClients.withoutUntakable(known, !credentials.equals(whole)))
                    .as(credentials)
                    .containsExactly(
                            "client_authentication_methods" + TAKEN,
                            "signed_request_object" + TAKEN,
                            "token_vault_privileged_access" + TAKEN);
            assertThat(known.toString()).isEqualTo("""
                    {"name":"n","signed_request_object":{"required":true},\
                    "token_vault_privileged_access":{"ip_allowlist":["::1"],"credentials":[]}}""");
        }
    }

    @Test
    void writesWhatItHasReadAndEveryNull() {
        var read = client("[{\"id\":\"cred_1\"}]");
        KeysOfClients.withoutIds(read);
        var nulls = object("""
                {"client_authentication_methods":null,"signed_request_object":null,"token_vault_privileged_access":null}
                """);

        for (var client : List.of(read, nulls)) {
            var given = client.deepCopy();
            for (boolean isNew : new boolean[] {true, false}) {
                assertThat(KeysOfClients.withoutUntakable(client, isNew)).isEmpty();
                assertThat(client).isEqualTo(given);
            }
        }
    }

    private static ObjectNode client(String credentials) {
        return object("""
                {"name":"n","client_authentication_methods":{"private_key_jwt":{"credentials":@}},
                "signed_request_object":{"required":true,"credentials":@},
                "token_vault_privileged_access":{"credentials":@,"ip_allowlist":["::1"]}}
                """.replace("@", credentials));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
