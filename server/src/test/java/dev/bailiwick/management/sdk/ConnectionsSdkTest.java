package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.types.ConnectionEnabledClient;
import com.auth0.client.mgmt.types.ConnectionForList;
import com.auth0.client.mgmt.types.ConnectionIdentityProviderEnum;
import com.auth0.client.mgmt.types.ConnectionPropertiesOptions;
import com.auth0.client.mgmt.types.ConnectionStrategyEnum;
import com.auth0.client.mgmt.types.CreateConnectionRequestContent;
import com.auth0.client.mgmt.types.ListConnectionsQueryParameters;
import com.auth0.client.mgmt.types.UpdateConnectionRequestContent;
import com.auth0.client.mgmt.types.UpdateEnabledClientConnectionsRequestContentItem;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections, as com.auth0:auth0 manages them. */
@EachEngine
class ConnectionsSdkTest {

    private final TestBailiwick server;
    private final ManagementApi api;

    ConnectionsSdkTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsReadsUpdatesAndDeletesAConnection() {
        var id = create();

        assertThat(id).matches("con_[A-Za-z0-9]{16}");
        assertThat(api.connections().get(id).getRealms()).contains(List.of("staff-db"));
        api.connections()
                .update(
                        id,
                        UpdateConnectionRequestContent.builder()
                                .displayName("Staff")
                                .build());
        assertThat(api.connections().get(id).getDisplayName()).contains("Staff");
        assertThat(api.connections().get(id).getStrategy()).contains("auth0");
        assertThat(Sdk.refusal(() -> api.connections().checkStatus(id)).statusCode())
                .as("only what is reached over a network is online")
                .isEqualTo(404);

        api.connections().delete(id);
        api.connections().delete(id);
        Sdk.refuses(
                () -> api.connections().get(id),
                404,
                "Not Found",
                "The connection does not exist",
                "inexistent_connection");
    }

    @Test
    void enablesClients() {
        var id = create();

        enable(id, true);
        assertThat(Sdk.all(api.connections().clients().get(id), ConnectionEnabledClient::getClientId))
                .containsExactly(TestBailiwick.CLIENT);
        assertThat(Sdk.all(api.clients().connections().get(TestBailiwick.CLIENT), ConnectionForList::getId))
                .contains(Optional.of(id));
        enable(id, false);
        assertThat(Sdk.all(api.connections().clients().get(id), ConnectionEnabledClient::getClientId))
                .isEmpty();
    }

    @Test
    void showsTheFirstClientTheOptions() {
        var id = create();

        assertThat(api.connections().get(id).getOptions().orElseThrow()).containsEntry("api_enable_users", true);
    }

    @Test
    void listsConnections() {
        create();

        var all = names(ListConnectionsQueryParameters.builder().build());

        assertThat(all).containsExactly("staff-db", "Username-Password-Authentication");
        assertThat(names(ListConnectionsQueryParameters.builder().take(1).build()))
                .isEqualTo(all);
        assertThat(names(ListConnectionsQueryParameters.builder()
                        .name("staff-db")
                        .build()))
                .containsExactly("staff-db");
        assertThat(names(ListConnectionsQueryParameters.builder()
                        .strategy(List.of(ConnectionStrategyEnum.AD, ConnectionStrategyEnum.SAMLP))
                        .build()))
                .isEmpty();
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create();

        assertThat(Sdk.refusal(this::create).statusCode()).isEqualTo(409);
    }

    private List<String> names(ListConnectionsQueryParameters request) {
        return Sdk.all(
                api.connections().list(request),
                connection -> connection.getName().orElseThrow());
    }

    private void enable(String id, boolean status) {
        api.connections()
                .clients()
                .update(
                        id,
                        List.of(UpdateEnabledClientConnectionsRequestContentItem.builder()
                                .clientId(TestBailiwick.CLIENT)
                                .status(status)
                                .build()));
    }

    private String create() {
        return api.connections()
                .create(CreateConnectionRequestContent.builder()
                        .name("staff-db")
                        .strategy(ConnectionIdentityProviderEnum.AUTH0)
                        .options(ConnectionPropertiesOptions.builder()
                                .apiEnableUsers(true)
                                .build())
                        .build())
                .getId()
                .orElseThrow();
    }
}
