package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.clients.types.PatchClientCredentialRequestContent;
import com.auth0.client.mgmt.clients.types.PostClientCredentialRequestContent;
import com.auth0.client.mgmt.roles.types.AddRolePermissionsRequestContent;
import com.auth0.client.mgmt.tenants.types.UpdateTenantSettingsRequestContent;
import com.auth0.client.mgmt.types.ClientAppTypeEnum;
import com.auth0.client.mgmt.types.ClientCredentialTypeEnum;
import com.auth0.client.mgmt.types.ConnectionIdentityProviderEnum;
import com.auth0.client.mgmt.types.CreateClientGrantRequestContent;
import com.auth0.client.mgmt.types.CreateClientRequestContent;
import com.auth0.client.mgmt.types.CreateConnectionRequestContent;
import com.auth0.client.mgmt.types.CreateResourceServerRequestContent;
import com.auth0.client.mgmt.types.CreateRoleRequestContent;
import com.auth0.client.mgmt.types.PermissionRequestPayload;
import com.auth0.client.mgmt.types.UpdateClientGrantRequestContent;
import com.auth0.client.mgmt.types.UpdateClientRequestContent;
import com.auth0.client.mgmt.types.UpdateConnectionRequestContent;
import com.auth0.client.mgmt.types.UpdateEnabledClientConnectionsRequestContentItem;
import com.auth0.client.mgmt.types.UpdateResourceServerRequestContent;
import com.auth0.client.mgmt.types.UpdateRoleRequestContent;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of each resource, what com.auth0:auth0 is told of what is not there, is there already, is not right or is not allowed. */
@EachEngine
class EachResourceSdkTest {

    private static final String NOBODY = "a0000000000000000000000000000000";

    private final Database database;
    private TestBailiwick server;
    private ManagementApi api;
    private int steps;

    EachResourceSdkTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsWhatIsNotThere() {
        absent("The client does not exist", () -> api.clients().get(NOBODY));
        absent("The client does not exist", () -> api.clients().update(NOBODY, client("n")));
        absent("The client does not exist", () -> api.clients().rotateSecret(NOBODY));
        absent("The client does not exist", () -> api.clients().credentials().list(NOBODY));
        absent(
                "The credential does not exist",
                () -> api.clients().credentials().get(TestBailiwick.CLIENT, "cred_0000000000000000000000"));
        absent(
                "The credential does not exist",
                () -> api.clients()
                        .credentials()
                        .update(
                                TestBailiwick.CLIENT,
                                "cred_0000000000000000000000",
                                PatchClientCredentialRequestContent.builder()
                                        .expiresAt(OffsetDateTime.parse("2099-01-01T00:00:00Z"))
                                        .build()));
        absent("The grant does not exist.", () -> api.clientGrants().get("cgr_0000000000000000"));
        absent("The grant does not exist.", () -> api.clientGrants().update("cgr_0000000000000000", scopes("read:a")));
        absent(
                "No resource with identifier urn:nobody",
                () -> api.clientGrants().create(grant("urn:nobody")));
        absent("The resource server does not exist", () -> api.resourceServers().get("urn:nobody"));
        absent(
                "The resource server does not exist",
                () -> api.resourceServers()
                        .update(
                                "urn:nobody",
                                UpdateResourceServerRequestContent.builder()
                                        .name("n")
                                        .build()));
        absent("The connection does not exist", () -> api.connections().get("con_0000000000000000"));
        absent("The connection does not exist", () -> api.connections().update("con_0000000000000000", displayed("n")));
        absent(
                "The connection does not exist",
                () -> api.connections()
                        .clients()
                        .update("con_0000000000000000", List.of(enabled(TestBailiwick.CLIENT))));
        absent("The role does not exist.", () -> api.roles().get("rol_0000000000000000"));
        absent(
                "The role does not exist.",
                () -> api.roles()
                        .update(
                                "rol_0000000000000000",
                                UpdateRoleRequestContent.builder().name("n").build()));
        absent("The role does not exist.", () -> api.roles().delete("rol_0000000000000000"));
        absent("Signing key not found.", () -> api.keys().signing().get("none"));
        absent("Signing key not found.", () -> api.keys().signing().revoke("none"));
        assertThat(steps).isEqualTo(19);
    }

    @Test
    void tellsWhatIsThereAlready() {
        api.resourceServers().create(resourceServer("urn:a"));
        taken(() -> api.resourceServers().create(resourceServer("urn:a")));
        api.clientGrants().create(grant("urn:a"));
        taken(() -> api.clientGrants().create(grant("urn:a")));
        api.connections().create(connection("c"));
        taken(() -> api.connections().create(connection("c")));
        api.roles().create(CreateRoleRequestContent.builder().name("r").build());
        taken(() ->
                api.roles().create(CreateRoleRequestContent.builder().name("r").build()));
        assertThat(steps).isEqualTo(4);
    }

    @Test
    void tellsWhatIsNotRight() {
        var clients = api.clients();
        wrong("on property name", () -> clients.create(named("")));
        wrong(
                "on property callbacks[0]",
                () -> clients.update(
                        TestBailiwick.CLIENT,
                        UpdateClientRequestContent.builder()
                                .callbacks(List.of("no address"))
                                .build()));
        wrong(
                "on property pem",
                () -> clients.credentials()
                        .create(
                                TestBailiwick.CLIENT,
                                PostClientCredentialRequestContent.builder()
                                        .credentialType(ClientCredentialTypeEnum.PUBLIC_KEY)
                                        .pem("no key")
                                        .build()));
        wrong("on property scope[0]", () -> api.clientGrants().create(grant("urn:auth0-authz-api", "a b")));
        wrong("on property identifier", () -> api.resourceServers().create(resourceServer("")));
        wrong(
                "on property token_lifetime",
                () -> api.resourceServers()
                        .update(
                                "urn:auth0-authz-api",
                                UpdateResourceServerRequestContent.builder()
                                        .tokenLifetime(-1)
                                        .build()));
        wrong("on property name", () -> api.connections().create(connection("not a name!")));
        wrong(
                "on property display_name",
                () -> api.connections()
                        .update(
                                Sdk.all(
                                                api.connections().list(),
                                                each -> each.getId().orElseThrow())
                                        .getFirst(),
                                displayed("n".repeat(129))));
        wrong(
                "on property name",
                () -> api.roles()
                        .create(CreateRoleRequestContent.builder().name("").build()));
        wrong(
                "on property picture_url",
                () -> api.tenants()
                        .settings()
                        .update(UpdateTenantSettingsRequestContent.builder()
                                .pictureUrl("no address")
                                .build()));
        assertThat(steps).isEqualTo(10);
    }

    @Test
    void tellsWhatScopeIsMissing() {
        var modest = modest();
        var permissions = AddRolePermissionsRequestContent.builder()
                .permissions(List.of(PermissionRequestPayload.builder()
                        .resourceServerIdentifier("urn:a")
                        .permissionName("read:a")
                        .build()))
                .build();
        forbidden(() -> modest.clients().rotateSecret(NOBODY), "update:client_keys");
        forbidden(() -> modest.clients().create(named("n")), "create:clients");
        forbidden(() -> modest.clients().delete(NOBODY), "delete:clients");
        forbidden(() -> modest.clients().credentials().list(NOBODY), "read:client_credentials");
        forbidden(() -> modest.clientGrants().list(), "read:client_grants");
        forbidden(() -> modest.clientGrants().create(grant("urn:a")), "create:client_grants");
        forbidden(() -> modest.clientGrants().update("cgr_1", scopes("a")), "update:client_grants");
        forbidden(() -> modest.clientGrants().delete("cgr_1"), "delete:client_grants");
        forbidden(() -> modest.resourceServers().list(), "read:resource_servers");
        forbidden(() -> modest.resourceServers().create(resourceServer("a")), "create:resource_servers");
        forbidden(() -> modest.resourceServers().delete("a"), "delete:resource_servers");
        forbidden(() -> modest.connections().list(), "read:connections");
        forbidden(() -> modest.connections().create(connection("c")), "create:connections");
        forbidden(() -> modest.connections().update("con_1", displayed("n")), "update:connections");
        forbidden(() -> modest.connections().delete("con_1"), "delete:connections");
        forbidden(() -> modest.roles().list(), "read:roles");
        forbidden(() -> modest.roles().permissions().add("rol_1", permissions), "update:roles");
        forbidden(() -> modest.roles().delete("rol_1"), "delete:roles");
        forbidden(() -> modest.tenants().settings().get(), "read:tenant_settings");
        forbidden(() -> modest.keys().signing().list(), "read:signing_keys");
        forbidden(() -> modest.keys().signing().rotate(), "create:signing_keys");
        forbidden(() -> modest.logs().list(), "read:logs");
        forbidden(() -> modest.userGrants().list(), "read:grants");
        forbidden(() -> modest.deviceCredentials().list(), "read:device_credentials");
        assertThat(steps).isEqualTo(24);
    }

    private void absent(String message, ThrowingCallable call) {
        refused(call, 404, "Not Found").containsEntry("message", message);
    }

    private void taken(ThrowingCallable call) {
        refused(call, 409, "Conflict");
    }

    private void wrong(String place, ThrowingCallable call) {
        refused(call, 400, "Bad Request")
                .containsEntry("errorCode", "invalid_body")
                .hasEntrySatisfying(
                        "message",
                        message -> assertThat((String) message)
                                .startsWith("Payload validation error: '")
                                .endsWith(place + "."));
    }

    private void forbidden(ThrowingCallable call, String scope) {
        refused(call, 403, "Forbidden")
                .containsEntry("errorCode", "insufficient_scope")
                .hasEntrySatisfying(
                        "message",
                        message -> assertThat((String) message)
                                .startsWith("Insufficient scope, expected any of: ")
                                .contains(scope));
    }

    private MapAssert<String, Object> refused(ThrowingCallable call, int status, String error) {
        var refusal = Sdk.refusal(call);
        steps++;
        assertThat(refusal.statusCode()).as(refusal.body().toString()).isEqualTo(status);
        return assertThat(refusal.body())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("error", error);
    }

    /** A client that may read clients and nothing else. */
    private ManagementApi modest() {
        var reader = api.clients()
                .create(CreateClientRequestContent.builder()
                        .name("Reader")
                        .appType(ClientAppTypeEnum.NON_INTERACTIVE)
                        .build());
        var secret = reader.getClientSecret().orElseThrow();
        IssuedSecrets.note(secret);
        api.clientGrants()
                .create(CreateClientGrantRequestContent.builder()
                        .clientId(reader.getClientId().orElseThrow())
                        .audience(server.issuer() + "api/v2/")
                        .scope(List.of("read:clients"))
                        .build());
        return Sdk.of(server, reader.getClientId().orElseThrow(), secret);
    }

    private static CreateClientRequestContent named(String name) {
        return CreateClientRequestContent.builder().name(name).build();
    }

    private static UpdateClientRequestContent client(String name) {
        return UpdateClientRequestContent.builder().name(name).build();
    }

    private static CreateClientGrantRequestContent grant(String audience, String... scopes) {
        return CreateClientGrantRequestContent.builder()
                .clientId(TestBailiwick.CLIENT)
                .audience(audience)
                .scope(List.of(scopes))
                .build();
    }

    private static UpdateClientGrantRequestContent scopes(String... scopes) {
        return UpdateClientGrantRequestContent.builder().scope(List.of(scopes)).build();
    }

    private static CreateResourceServerRequestContent resourceServer(String identifier) {
        return CreateResourceServerRequestContent.builder()
                .identifier(identifier)
                .build();
    }

    private static CreateConnectionRequestContent connection(String name) {
        return CreateConnectionRequestContent.builder()
                .name(name)
                .strategy(ConnectionIdentityProviderEnum.AUTH0)
                .build();
    }

    private static UpdateConnectionRequestContent displayed(String name) {
        return UpdateConnectionRequestContent.builder().displayName(name).build();
    }

    private static UpdateEnabledClientConnectionsRequestContentItem enabled(String client) {
        return UpdateEnabledClientConnectionsRequestContentItem.builder()
                .clientId(client)
                .status(true)
                .build();
    }
}
