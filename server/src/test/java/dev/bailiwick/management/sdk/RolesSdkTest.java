package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.roles.types.AddRolePermissionsRequestContent;
import com.auth0.client.mgmt.roles.types.DeleteRolePermissionsRequestContent;
import com.auth0.client.mgmt.types.CreateRoleRequestContent;
import com.auth0.client.mgmt.types.ListRolesRequestParameters;
import com.auth0.client.mgmt.types.PermissionRequestPayload;
import com.auth0.client.mgmt.types.Role;
import com.auth0.client.mgmt.types.UpdateRoleRequestContent;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles with their permissions, as com.auth0:auth0 manages them. */
@EachEngine
class RolesSdkTest {

    private final TestBailiwick server;
    private final ManagementApi api;

    RolesSdkTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsReadsUpdatesAndDeletesARole() {
        var id = create("Editor");

        assertThat(id).matches("rol_[A-Za-z0-9]{16}");
        api.roles()
                .update(
                        id,
                        UpdateRoleRequestContent.builder().description("Edits").build());
        assertThat(api.roles().get(id).getName()).contains("Editor");
        assertThat(api.roles().get(id).getDescription()).contains("Edits");

        api.roles().delete(id);
        var refusal = Sdk.refusal(() -> api.roles().get(id));
        assertThat(refusal.body())
                .isEqualTo(Map.of("statusCode", 404, "error", "Not Found", "message", "The role does not exist."));
        assertThat(Sdk.refusal(() -> api.roles().delete(id)).statusCode()).isEqualTo(404);
    }

    @Test
    void listsRoles() {
        create("Editor");
        create("Viewer");

        assertThat(names(ListRolesRequestParameters.builder().build())).containsExactly("Editor", "Viewer");
        assertThat(names(ListRolesRequestParameters.builder().perPage(1).build()))
                .containsExactly("Editor", "Viewer");
        assertThat(names(ListRolesRequestParameters.builder().nameFilter("IEW").build()))
                .containsExactly("Viewer");
    }

    @Test
    void givesARoleItsPermissions() {
        var id = create("Editor");
        var permissions = api.roles().permissions();
        var read = permission("read:clients");
        var create = permission("create:clients");

        permissions.add(
                id,
                AddRolePermissionsRequestContent.builder()
                        .permissions(List.of(read, create))
                        .build());
        assertThat(Sdk.all(permissions.list(id), permission -> permission.getPermissionName()))
                .containsExactlyInAnyOrder(Optional.of("read:clients"), Optional.of("create:clients"));
        assertThat(Sdk.all(permissions.list(id), permission -> permission.getResourceServerName()))
                .containsOnly(Optional.of("Auth0 Management API"));
        permissions.delete(
                id,
                DeleteRolePermissionsRequestContent.builder()
                        .permissions(List.of(read))
                        .build());
        assertThat(Sdk.all(permissions.list(id), permission -> permission.getPermissionName()))
                .containsExactly(Optional.of("create:clients"));
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create("Editor");

        assertThat(Sdk.refusal(() -> create("Editor")).statusCode()).isEqualTo(409);
    }

    private PermissionRequestPayload permission(String name) {
        return PermissionRequestPayload.builder()
                .resourceServerIdentifier(server.issuer() + "api/v2/")
                .permissionName(name)
                .build();
    }

    private List<String> names(ListRolesRequestParameters request) {
        return Sdk.all(api.roles().list(request), Role::getName).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private String create(String name) {
        return api.roles()
                .create(CreateRoleRequestContent.builder().name(name).build())
                .getId()
                .orElseThrow();
    }
}
