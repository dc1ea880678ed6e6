package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.roles.types.AssignRoleUsersRequestContent;
import com.auth0.client.mgmt.roles.types.ListRoleUsersRequestParameters;
import com.auth0.client.mgmt.types.AssessorsTypeEnum;
import com.auth0.client.mgmt.types.AuthenticationTypeEnum;
import com.auth0.client.mgmt.types.CreateRoleRequestContent;
import com.auth0.client.mgmt.types.CreateUserRequestContent;
import com.auth0.client.mgmt.types.CreatedUserAuthenticationMethodTypeEnum;
import com.auth0.client.mgmt.types.PermissionRequestPayload;
import com.auth0.client.mgmt.types.Role;
import com.auth0.client.mgmt.types.RoleUser;
import com.auth0.client.mgmt.types.SetUserAuthenticationMethods;
import com.auth0.client.mgmt.types.UserAuthenticationMethod;
import com.auth0.client.mgmt.types.UserMultifactorProviderEnum;
import com.auth0.client.mgmt.types.UserPermissionSchema;
import com.auth0.client.mgmt.users.types.AssignUserRolesRequestContent;
import com.auth0.client.mgmt.users.types.ClearAssessorsRequestContent;
import com.auth0.client.mgmt.users.types.CreateUserAuthenticationMethodRequestContent;
import com.auth0.client.mgmt.users.types.CreateUserPermissionsRequestContent;
import com.auth0.client.mgmt.users.types.DeleteUserPermissionsRequestContent;
import com.auth0.client.mgmt.users.types.DeleteUserRolesRequestContent;
import com.auth0.client.mgmt.users.types.UpdateUserAuthenticationMethodRequestContent;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users have beside their profiles, as com.auth0:auth0 manages it. */
@EachEngine
class UserBelongingsSdkTest {

    private static final String CONNECTION = "Username-Password-Authentication";
    private static final String PASSWORD = "a-Passw0rd-for-the-sdk";

    private final TestBailiwick server;
    private final ManagementApi api;
    private final String user;

    UserBelongingsSdkTest(Database database, @TempDir Path directory) {
        IssuedSecrets.note(PASSWORD);
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
        user = create("eve@example.com");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void assignsRolesToAUserAndUsersToARole() {
        var role = role();
        var other = create("fay@example.com");

        api.users()
                .roles()
                .assign(
                        user,
                        AssignUserRolesRequestContent.builder()
                                .roles(List.of(role))
                                .build());
        api.roles()
                .users()
                .assign(
                        role,
                        AssignRoleUsersRequestContent.builder()
                                .users(List.of(other))
                                .build());

        assertThat(Sdk.all(api.users().roles().list(user), Role::getName)).containsExactly(Optional.of("Reader"));
        assertThat(Sdk.all(
                        api.roles()
                                .users()
                                .list(
                                        role,
                                        ListRoleUsersRequestParameters.builder()
                                                .take(1)
                                                .build()),
                        RoleUser::getEmail))
                .containsExactly(Optional.of("eve@example.com"), Optional.of("fay@example.com"));

        api.users()
                .roles()
                .delete(
                        user,
                        DeleteUserRolesRequestContent.builder()
                                .roles(List.of(role))
                                .build());
        api.users().delete(other);
        assertThat(Sdk.all(api.roles().users().list(role), RoleUser::getEmail)).isEmpty();
    }

    @Test
    void givesAUserPermissions() {
        var read = PermissionRequestPayload.builder()
                .resourceServerIdentifier(server.issuer() + "api/v2/")
                .permissionName("read:clients")
                .build();
        var permissions = api.users().permissions();

        permissions.create(
                user,
                CreateUserPermissionsRequestContent.builder()
                        .permissions(List.of(read))
                        .build());
        assertThat(Sdk.all(permissions.list(user), UserPermissionSchema::getPermissionName))
                .containsExactly(Optional.of("read:clients"));
        permissions.delete(
                user,
                DeleteUserPermissionsRequestContent.builder()
                        .permissions(List.of(read))
                        .build());
        assertThat(Sdk.all(permissions.list(user), UserPermissionSchema::getPermissionName))
                .isEmpty();
    }

    @Test
    void keepsAuthenticationMethods() {
        var methods = api.users().authenticationMethods();

        var made = methods.create(
                user,
                CreateUserAuthenticationMethodRequestContent.builder()
                        .type(CreatedUserAuthenticationMethodTypeEnum.EMAIL)
                        .email("eve@example.org")
                        .build());

        var id = made.getId().orElseThrow();
        assertThat(methods.get(user, id).getId()).isEqualTo(id);
        assertThat(Sdk.all(methods.list(user), method -> method.getId())).containsExactly(id);
        methods.delete(user, id);
        assertThat(Sdk.all(methods.list(user), method -> method.getId())).isEmpty();
    }

    @Test
    void replacesAuthenticationMethodsAndTakesThemAway() {
        var methods = api.users().authenticationMethods();
        var set = methods.set(
                user,
                List.of(
                        SetUserAuthenticationMethods.builder()
                                .type(AuthenticationTypeEnum.EMAIL)
                                .email("eve@example.org")
                                .build(),
                        SetUserAuthenticationMethods.builder()
                                .type(AuthenticationTypeEnum.TOTP)
                                .totpSecret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
                                .build()));
        assertThat(set).hasSize(2).allMatch(each -> each.getTotpSecret().isEmpty());
        var renamed = methods.update(
                user,
                set.getFirst().getId().orElseThrow(),
                UpdateUserAuthenticationMethodRequestContent.builder()
                        .name("Mine")
                        .build());
        assertThat(renamed.getName()).contains("Mine");

        var multifactor = api.users().multifactor();
        multifactor.deleteProvider(user, UserMultifactorProviderEnum.GOOGLE_AUTHENTICATOR);
        multifactor.invalidateRememberBrowser(user);
        assertThat(Sdk.all(methods.list(user), UserAuthenticationMethod::getEmail))
                .containsExactly(Optional.of("eve@example.org"));
        api.users().authenticators().deleteAll(user);
        assertThat(Sdk.all(methods.list(user), UserAuthenticationMethod::getId)).isEmpty();
        methods.deleteAll(user);
    }

    @Test
    void endsWhatAUserIsLoggedInWith() {
        var users = api.users();

        users.revokeAccess(user);
        users.sessions().delete(user);
        users.refreshToken().delete(user);
        users.riskAssessments()
                .clear(
                        user,
                        ClearAssessorsRequestContent.builder()
                                .connection(CONNECTION)
                                .assessors(List.of(AssessorsTypeEnum.NEW_DEVICE))
                                .build());
        users.federatedConnectionsTokensets().delete(user, "00000000-0000-4000-8000-000000000001");

        assertThat(Sdk.all(users.sessions().list(user), each -> each)).isEmpty();
        assertThat(Sdk.all(users.refreshToken().list(user), each -> each)).isEmpty();
        assertThat(Sdk.all(users.connectedAccounts().list(user), each -> each)).isEmpty();
        assertThat(users.federatedConnectionsTokensets().list(user)).isEmpty();
        assertThat(users.get(user).getEmail()).contains("eve@example.com");
    }

    @Test
    void refusesWhatIsAboutNobody() {
        Sdk.refuses(
                () -> api.users()
                        .roles()
                        .assign(
                                "auth0|nobody",
                                AssignUserRolesRequestContent.builder()
                                        .roles(List.of(role()))
                                        .build()),
                404,
                "Not Found",
                "The user does not exist.",
                "inexistent_user");
    }

    private String role() {
        return api.roles()
                .create(CreateRoleRequestContent.builder().name("Reader").build())
                .getId()
                .orElseThrow();
    }

    private String create(String email) {
        return api.users()
                .create(CreateUserRequestContent.builder()
                        .connection(CONNECTION)
                        .email(email)
                        .password(PASSWORD)
                        .build())
                .getUserId()
                .orElseThrow();
    }
}
