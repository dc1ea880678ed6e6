package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.core.SyncPagingIterable;
import com.auth0.client.mgmt.types.Client;
import com.auth0.client.mgmt.types.ClientGrantResponseContent;
import com.auth0.client.mgmt.types.ConnectionForList;
import com.auth0.client.mgmt.types.ConnectionIdentityProviderEnum;
import com.auth0.client.mgmt.types.CreateClientGrantRequestContent;
import com.auth0.client.mgmt.types.CreateClientRequestContent;
import com.auth0.client.mgmt.types.CreateConnectionRequestContent;
import com.auth0.client.mgmt.types.CreateResourceServerRequestContent;
import com.auth0.client.mgmt.types.CreateRoleRequestContent;
import com.auth0.client.mgmt.types.ListClientGrantsRequestParameters;
import com.auth0.client.mgmt.types.ListClientsRequestParameters;
import com.auth0.client.mgmt.types.ListConnectionsQueryParameters;
import com.auth0.client.mgmt.types.ListResourceServerRequestParameters;
import com.auth0.client.mgmt.types.ListRolesRequestParameters;
import com.auth0.client.mgmt.types.ResourceServer;
import com.auth0.client.mgmt.types.Role;
import com.auth0.client.mgmt.types.UpdateClientGrantRequestContent;
import com.auth0.client.mgmt.types.UpdateClientRequestContent;
import com.auth0.client.mgmt.types.UpdateConnectionRequestContent;
import com.auth0.client.mgmt.types.UpdateResourceServerRequestContent;
import com.auth0.client.mgmt.types.UpdateRoleRequestContent;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each resource from its making to its end by com.auth0:auth0, step by step. */
@EachEngine
class ResourceLivesSdkTest {

    /** Made, read, changed, listed, listed page by page, removed. */
    private static final int STEPS = 6;

    private final TestBailiwick server;
    private final ManagementApi api;
    private int steps;

    ResourceLivesSdkTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void leadsEachThroughItsWholeLife() {
        live(
                () -> {
                    var made = api.clients()
                            .create(CreateClientRequestContent.builder()
                                    .name("Shop")
                                    .build());
                    IssuedSecrets.note(made.getClientSecret().orElseThrow());
                    return made.getClientId();
                },
                id -> api.clients().get(id).getName(),
                id -> api.clients()
                        .update(
                                id,
                                UpdateClientRequestContent.builder().name("New").build()),
                () -> api.clients().list(),
                () -> api.clients()
                        .list(ListClientsRequestParameters.builder().perPage(1).build()),
                Client::getClientId,
                id -> api.clients().delete(id));
        live(
                () -> api.resourceServers().create(resourceServer("urn:a")).getId(),
                id -> api.resourceServers().get(id).getName(),
                id -> api.resourceServers()
                        .update(
                                id,
                                UpdateResourceServerRequestContent.builder()
                                        .name("New")
                                        .build()),
                () -> api.resourceServers().list(),
                () -> api.resourceServers()
                        .list(ListResourceServerRequestParameters.builder()
                                .perPage(1)
                                .build()),
                ResourceServer::getId,
                id -> api.resourceServers().delete(id));
        api.resourceServers().create(resourceServer("urn:b"));
        live(
                () -> api.clientGrants()
                        .create(CreateClientGrantRequestContent.builder()
                                .clientId(TestBailiwick.CLIENT)
                                .audience("urn:b")
                                .scope(List.of("Old"))
                                .build())
                        .getId(),
                id -> api.clientGrants().get(id).getScope().map(List::getFirst),
                id -> api.clientGrants()
                        .update(
                                id,
                                UpdateClientGrantRequestContent.builder()
                                        .scope(List.of("New"))
                                        .build()),
                () -> api.clientGrants().list(),
                () -> api.clientGrants()
                        .list(ListClientGrantsRequestParameters.builder()
                                .take(1)
                                .build()),
                ClientGrantResponseContent::getId,
                id -> api.clientGrants().delete(id));
        live(
                () -> api.connections()
                        .create(CreateConnectionRequestContent.builder()
                                .name("staff")
                                .strategy(ConnectionIdentityProviderEnum.AUTH0)
                                .build())
                        .getId(),
                id -> api.connections().get(id).getDisplayName(),
                id -> api.connections()
                        .update(
                                id,
                                UpdateConnectionRequestContent.builder()
                                        .displayName("New")
                                        .build()),
                () -> api.connections().list(),
                () -> api.connections()
                        .list(ListConnectionsQueryParameters.builder().take(1).build()),
                ConnectionForList::getId,
                id -> api.connections().delete(id));
        api.roles().create(CreateRoleRequestContent.builder().name("Other").build());
        live(
                () -> api.roles()
                        .create(CreateRoleRequestContent.builder()
                                .name("Editor")
                                .build())
                        .getId(),
                id -> api.roles().get(id).getName(),
                id -> api.roles()
                        .update(
                                id,
                                UpdateRoleRequestContent.builder().name("New").build()),
                () -> api.roles().list(),
                () -> api.roles()
                        .list(ListRolesRequestParameters.builder().perPage(1).build()),
                Role::getId,
                id -> api.roles().delete(id));

        assertThat(steps).isEqualTo(5 * STEPS);
    }

    /** Each of the six is called, and what it did is seen by the one that follows. */
    private <T> void live(
            Supplier<Optional<String>> make,
            Function<String, Optional<String>> name,
            Consumer<String> change,
            Supplier<SyncPagingIterable<T>> list,
            Supplier<SyncPagingIterable<T>> pages,
            Function<T, Optional<String>> id,
            Consumer<String> remove) {
        var made = make.get().orElseThrow();
        steps++;
        assertThat(name.apply(made)).isNotEqualTo(Optional.of("New"));
        steps++;
        change.accept(made);
        assertThat(name.apply(made)).contains("New");
        steps++;
        var all = Sdk.all(list.get(), id);
        assertThat(all).hasSizeGreaterThan(1).doesNotHaveDuplicates().contains(Optional.of(made));
        steps++;
        assertThat(Sdk.all(pages.get(), id)).isEqualTo(all);
        steps++;
        remove.accept(made);
        assertThat(Sdk.all(list.get(), id)).hasSize(all.size() - 1).doesNotContain(Optional.of(made));
        steps++;
    }

    private static CreateResourceServerRequestContent resourceServer(String identifier) {
        return CreateResourceServerRequestContent.builder()
                .identifier(identifier)
                .name("Old")
                .build();
    }
}
