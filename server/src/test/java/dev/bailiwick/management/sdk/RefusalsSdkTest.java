package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.core.OAuthTokenException;
import com.auth0.client.mgmt.types.ClientAppTypeEnum;
import com.auth0.client.mgmt.types.ConnectionIdentityProviderEnum;
import com.auth0.client.mgmt.types.CreateClientGrantRequestContent;
import com.auth0.client.mgmt.types.CreateClientRequestContent;
import com.auth0.client.mgmt.types.CreateConnectionRequestContent;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What com.auth0:auth0 is told of a call that may not be. */
@EachEngine
class RefusalsSdkTest {

    private final TestBailiwick server;
    private final ManagementApi api;

    RefusalsSdkTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsAWrongSecret() {
        var impostor = Sdk.of(server, TestBailiwick.CLIENT, "not-the-secret");

        assertThatThrownBy(() -> impostor.clients().list())
                .isInstanceOf(OAuthTokenException.class)
                .hasMessageContaining("HTTP 401");
    }

    @Test
    void tellsAMissingScope() {
        var reader = api.clients()
                .create(CreateClientRequestContent.builder()
                        .name("Reader")
                        .appType(ClientAppTypeEnum.NON_INTERACTIVE)
                        .grantTypes(List.of("client_credentials"))
                        .build());
        var secret = reader.getClientSecret().orElseThrow();
        IssuedSecrets.note(secret);
        api.clientGrants()
                .create(CreateClientGrantRequestContent.builder()
                        .clientId(reader.getClientId().orElseThrow())
                        .audience(server.issuer() + "api/v2/")
                        .scope(List.of("read:clients"))
                        .build());
        var modest = Sdk.of(server, reader.getClientId().orElseThrow(), secret);

        assertThat(Sdk.all(
                        modest.clients().list(),
                        client -> client.getClientSecret().isPresent()))
                .isNotEmpty()
                .containsOnly(false);
        Sdk.refuses(
                () -> modest.roles().list(),
                403,
                "Forbidden",
                "Insufficient scope, expected any of: read:roles",
                "insufficient_scope");
    }

    @Test
    void tellsWhatABodyLacks() {
        var named = CreateConnectionRequestContent.builder()
                .name("not a name!")
                .strategy(ConnectionIdentityProviderEnum.AUTH0);

        var refusal = Sdk.refusal(() -> api.connections().create(named.build()));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.body().toString()).contains("Payload validation error: ", "errorCode=invalid_body");
    }

    @Test
    void saysOfWhatIsNotThereThatNoScopeIs() {
        Sdk.refuses(
                () -> api.flows().list(),
                403,
                "Forbidden",
                "Insufficient scope, expected any of: read:flows",
                "insufficient_scope");
    }
}
