package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.clients.types.PatchClientCredentialRequestContent;
import com.auth0.client.mgmt.clients.types.PostClientCredentialRequestContent;
import com.auth0.client.mgmt.types.Client;
import com.auth0.client.mgmt.types.ClientAppTypeEnum;
import com.auth0.client.mgmt.types.ClientCredential;
import com.auth0.client.mgmt.types.ClientCredentialTypeEnum;
import com.auth0.client.mgmt.types.CreateClientRequestContent;
import com.auth0.client.mgmt.types.CreateClientResponseContent;
import com.auth0.client.mgmt.types.GetClientRequestParameters;
import com.auth0.client.mgmt.types.ListClientsRequestParameters;
import com.auth0.client.mgmt.types.UpdateClientRequestContent;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients, as com.auth0:auth0 manages them. */
@EachEngine
class ClientsSdkTest {

    private final TestBailiwick server;
    private final ManagementApi api;

    ClientsSdkTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsReadsUpdatesAndDeletesAClient() {
        var shop = create("Shop");
        var id = shop.getClientId().orElseThrow();

        assertThat(id).matches("[A-Za-z0-9]{32}");
        assertThat(shop.getClientSecret().orElseThrow()).matches("[A-Za-z0-9_-]{64}");
        assertThat(api.clients().get(id).getCallbacks()).isEqualTo(shop.getCallbacks());

        api.clients()
                .update(
                        id,
                        UpdateClientRequestContent.builder()
                                .description("Sells")
                                .build());
        var changed = api.clients().get(id);
        assertThat(changed.getDescription()).contains("Sells");
        assertThat(changed.getName()).contains("Shop");

        var rotated = api.clients().rotateSecret(id).getClientSecret().orElseThrow();
        IssuedSecrets.note(rotated);
        assertThat(rotated).isNotEqualTo(shop.getClientSecret().orElseThrow());

        api.clients().delete(id);
        api.clients().delete(id);
        Sdk.refuses(() -> api.clients().get(id), 404, "Not Found", "The client does not exist", "inexistent_client");
    }

    @Test
    void showsTheMembersThatAreAskedFor() {
        var id = create("Shop").getClientId().orElseThrow();

        var some = api.clients()
                .get(id, GetClientRequestParameters.builder().fields("name").build());

        assertThat(some.getName()).contains("Shop");
        assertThat(some.getClientId()).isEmpty();
        assertThat(some.getClientSecret()).isEmpty();
    }

    @Test
    void listsClientsPageByPage() {
        create("One");
        create("Two");
        create("Three");

        var all = Sdk.all(api.clients().list(), Client::getClientId);
        var paged = Sdk.all(
                api.clients()
                        .list(ListClientsRequestParameters.builder().perPage(2).build()),
                Client::getClientId);
        var global = Sdk.all(
                api.clients()
                        .list(ListClientsRequestParameters.builder()
                                .isGlobal(true)
                                .build()),
                Client::getName);

        assertThat(all).hasSize(5).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(all);
        assertThat(global).containsExactly(Optional.of("All Applications"));
    }

    @Test
    void keepsTheCredentialsOfAClient() {
        var id = create("Signs").getClientId().orElseThrow();
        var credentials = api.clients().credentials();

        var made = credentials.create(
                id,
                PostClientCredentialRequestContent.builder()
                        .credentialType(ClientCredentialTypeEnum.PUBLIC_KEY)
                        .name("first")
                        .pem(pem())
                        .build());
        var key = made.getId().orElseThrow();

        assertThat(key).startsWith("cred_");
        assertThat(credentials.list(id).stream().map(ClientCredential::getKid)).containsExactly(made.getKid());
        assertThat(credentials.get(id, key).getName()).contains("first");
        assertThat(credentials.get(id, key).getExpiresAt()).isEmpty();
        var end = OffsetDateTime.parse("2099-01-02T03:04:05Z");
        var ending = credentials.update(
                id,
                key,
                PatchClientCredentialRequestContent.builder().expiresAt(end).build());
        assertThat(ending.getExpiresAt()).contains(end);
        assertThat(credentials.get(id, key).getExpiresAt()).contains(end);
        credentials.delete(id, key);
        assertThat(credentials.list(id)).isEmpty();
    }

    private CreateClientResponseContent create(String name) {
        var client = api.clients()
                .create(CreateClientRequestContent.builder()
                        .name(name)
                        .appType(ClientAppTypeEnum.REGULAR_WEB)
                        .callbacks(List.of("https://shop.example.com/in"))
                        .build());
        IssuedSecrets.note(client.getClientSecret().orElseThrow());
        return client;
    }

    private static String pem() {
        var key = Base64.getMimeEncoder()
                .encodeToString(new RsaKeyPairs().take().getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n";
    }
}
