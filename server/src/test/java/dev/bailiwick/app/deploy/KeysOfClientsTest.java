package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.nio.charset.StandardCharsets;
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
                "token_vault_privileged_access":{"ip_allowlist":["::1"]}}""");
        assertThat(KeysOfClients.withoutIds(client)).isEmpty();
    }

    @Test
    void writesKeysWithNewClientsAlone() {
        var whole = "[{\"credential_type\":\"public_key\",\"pem\":\"p\"}]";

        var made = client(whole);
        assertThat(KeysOfClients.withoutUntakable(made, true)).isEmpty();
        assertThat(made).isEqualTo(client(whole));
        for (var known : new ObjectNode[] {client(whole), client("[{\"id\":\"cred_1\"}]")}) {
            assertThat(KeysOfClients.withoutUntakable(known, known.toString().contains("cred_1")))
                    .containsExactly(
                            "client_authentication_methods" + TAKEN,
                            "token_vault_privileged_access" + TAKEN,
                            "signed_request_object" + TAKEN);
            assertThat(known.toString()).isEqualTo("{\"name\":\"n\",\"signed_request_object\":{\"required\":true}}");
        }
    }

    @Test
    void writesWhatItHasReadWithoutTheTokenVault() {
        var client = client("[{\"id\":\"cred_1\"}]");
        KeysOfClients.withoutIds(client);

        assertThat(KeysOfClients.withoutUntakable(client, true))
                .containsExactly("token_vault_privileged_access" + TAKEN);
    }

    private static ObjectNode client(String credentials) {
        return (ObjectNode) Json.read("""
                {"name":"n","client_authentication_methods":{"private_key_jwt":{"credentials":@}},
                "signed_request_object":{"required":true,"credentials":@},
                "token_vault_privileged_access":{"credentials":@,"ip_allowlist":["::1"]}}
                """.replace("@", credentials).getBytes(StandardCharsets.UTF_8));
    }
}
