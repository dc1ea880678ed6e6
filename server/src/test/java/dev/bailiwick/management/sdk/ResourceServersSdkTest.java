package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.types.ClientGrantResponseContent;
import com.auth0.client.mgmt.types.CreateClientGrantRequestContent;
import com.auth0.client.mgmt.types.CreateResourceServerRequestContent;
import com.auth0.client.mgmt.types.ListClientGrantsRequestParameters;
import com.auth0.client.mgmt.types.ListResourceServerRequestParameters;
import com.auth0.client.mgmt.types.ResourceServer;
import com.auth0.client.mgmt.types.ResourceServerScope;
import com.auth0.client.mgmt.types.UpdateClientGrantRequestContent;
import com.auth0.client.mgmt.types.UpdateResourceServerRequestContent;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resource servers and client grants, as com.auth0:auth0 manages them. */
@EachEngine
class ResourceServersSdkTest {

    private static final String IDENTIFIER = "https://things.example.com/v1/";

    private final TestBailiwick server;
    private final ManagementApi api;

    ResourceServersSdkTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsReadsUpdatesAndDeletesAResourceServer() {
        var id = create();

        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(api.resourceServers().get(id).getIdentifier()).contains(IDENTIFIER);
        assertThat(api.resourceServers().get(IDENTIFIER).getId()).contains(id);

        api.resourceServers()
                .update(
                        id,
                        UpdateResourceServerRequestContent.builder()
                                .name("All things")
                                .tokenLifetime(60)
                                .build());
        var changed = api.resourceServers().get(id);
        assertThat(changed.getName()).contains("All things");
        assertThat(changed.getTokenLifetime()).contains(60);
        assertThat(changed.getScopes().orElseThrow()).containsExactly(scope("read:things"), scope("write:things"));

        api.resourceServers().delete(id);
        api.resourceServers().delete(id);
        Sdk.refuses(
                () -> api.resourceServers().get(IDENTIFIER),
                404,
                "Not Found",
                "The resource server does not exist",
                "inexistent_resource_server");
    }

    @Test
    void listsResourceServersPageByPage() {
        create();

        var all = Sdk.all(api.resourceServers().list(), ResourceServer::getIdentifier);
        var paged = Sdk.all(
                api.resourceServers()
                        .list(ListResourceServerRequestParameters.builder()
                                .perPage(1)
                                .build()),
                ResourceServer::getIdentifier);

        assertThat(all).contains(Optional.of(IDENTIFIER), Optional.of(server.issuer() + "api/v2/"));
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void refusesASecondOneOfTheSameIdentifier() {
        create();

        Sdk.refuses(
                this::create,
                409,
                "Conflict",
                "A resource server with the same identifier already exists.",
                "resource_server_conflict");
    }

    @Test
    void createsReadsUpdatesAndDeletesAGrant() {
        create();
        var made = api.clientGrants()
                .create(CreateClientGrantRequestContent.builder()
                        .clientId(TestBailiwick.CLIENT)
                        .audience(IDENTIFIER)
                        .scope(List.of("read:things"))
                        .build());
        var id = made.getId().orElseThrow();

        assertThat(id).matches("cgr_[A-Za-z0-9]{16}");
        assertThat(server.token(IDENTIFIER)).isNotEmpty();
        api.clientGrants()
                .update(
                        id,
                        UpdateClientGrantRequestContent.builder()
                                .scope(List.of("write:things"))
                                .build());
        assertThat(api.clientGrants().get(id).getScope()).contains(List.of("write:things"));

        api.clientGrants().delete(id);
        api.clientGrants().delete(id);
        Sdk.refuses(
                () -> api.clientGrants().get(id),
                404,
                "Not Found",
                "The grant does not exist.",
                "inexistent_client_grant");
    }

    @Test
    void listsGrantsPageByPage() {
        var all = Sdk.all(api.clientGrants().list(), ClientGrantResponseContent::getAudience);
        var paged = Sdk.all(
                api.clientGrants()
                        .list(ListClientGrantsRequestParameters.builder()
                                .take(1)
                                .build()),
                ClientGrantResponseContent::getAudience);

        assertThat(all)
                .containsExactlyInAnyOrder(
                        Optional.of(server.issuer() + "api/v2/"), Optional.of(TestBailiwick.EXTENSION_AUDIENCE));
        assertThat(paged).isEqualTo(all);
    }

    private String create() {
        return api.resourceServers()
                .create(CreateResourceServerRequestContent.builder()
                        .identifier(IDENTIFIER)
                        .name("Things")
                        .scopes(List.of(scope("read:things"), scope("write:things")))
                        .build())
                .getId()
                .orElseThrow();
    }

    private static ResourceServerScope scope(String value) {
        return ResourceServerScope.builder()
                .value(value)
                .description("To " + value)
                .build();
    }
}
