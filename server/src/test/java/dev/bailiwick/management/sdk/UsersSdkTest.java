package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.types.CreateUserRequestContent;
import com.auth0.client.mgmt.types.CreateUserResponseContent;
import com.auth0.client.mgmt.types.GetUserRequestParameters;
import com.auth0.client.mgmt.types.ListUsersByEmailRequestParameters;
import com.auth0.client.mgmt.types.ListUsersRequestParameters;
import com.auth0.client.mgmt.types.UpdateUserRequestContent;
import com.auth0.client.mgmt.types.UserId;
import com.auth0.client.mgmt.types.UserIdentityProviderEnum;
import com.auth0.client.mgmt.types.UserResponseSchema;
import com.auth0.client.mgmt.users.types.LinkUserIdentityRequestContent;
import dev.bailiwick.app.IssuedSecrets;
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

/** Users, as com.auth0:auth0 manages them. */
@EachEngine
class UsersSdkTest {

    private static final String CONNECTION = "Username-Password-Authentication";
    private static final String PASSWORD = "a-Passw0rd-for-the-sdk";

    private final TestBailiwick server;
    private final ManagementApi api;

    UsersSdkTest(Database database, @TempDir Path directory) {
        IssuedSecrets.note(PASSWORD);
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsReadsUpdatesAndDeletesAUser() {
        var id = create("Ada@example.com", Map.of("plan", "gold", "seats", 3))
                .getUserId()
                .orElseThrow();

        assertThat(id).matches("auth0\\|[0-9a-f]{24}");
        assertThat(api.users().get(id).getEmail()).contains("ada@example.com");
        assertThat(api.users().get(id).getEmailVerified()).contains(false);
        var updated = api.users()
                .update(
                        id,
                        UpdateUserRequestContent.builder()
                                .name("Ada")
                                .blocked(true)
                                .appMetadata(Map.of("seats", 4))
                                .build());
        assertThat(updated.getName()).contains("Ada");
        assertThat(updated.getBlocked()).contains(true);
        assertThat(updated.getAppMetadata()).contains(Map.of("plan", "gold", "seats", 4));

        api.users().delete(id);
        api.users().delete(id);
        Sdk.refuses(() -> api.users().get(id), 404, "Not Found", "The user does not exist.", "inexistent_user");
    }

    @Test
    void readsSomeMembers() {
        var id = create("ada@example.com", Map.of()).getUserId().orElseThrow();

        var some = api.users()
                .get(id, GetUserRequestParameters.builder().fields("email").build());

        assertThat(some.getEmail()).contains("ada@example.com");
        assertThat(some.getUserId()).isEmpty();
    }

    @Test
    void setsAPasswordAndRefusesAWeakOne() {
        var id = create("ada@example.com", Map.of()).getUserId().orElseThrow();

        api.users().update(id, password("another-Passw0rd-for-the-sdk"));

        assertThat(Sdk.refusal(() -> api.users().update(id, password("a"))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsAndSearches() {
        create("ada@example.com", Map.of("plan", "gold"));
        create("bob@example.com", Map.of("plan", "lead"));

        assertThat(emails(ListUsersRequestParameters.builder().build()))
                .containsExactly("ada@example.com", "bob@example.com");
        assertThat(emails(ListUsersRequestParameters.builder().perPage(1).build()))
                .containsExactly("ada@example.com", "bob@example.com");
        assertThat(emails(ListUsersRequestParameters.builder()
                        .q("app_metadata.plan:gold")
                        .build()))
                .containsExactly("ada@example.com");
        assertThat(emails(ListUsersRequestParameters.builder().q("email:bo*").build()))
                .containsExactly("bob@example.com");
        assertThat(emails(ListUsersRequestParameters.builder().sort("email:-1").build()))
                .containsExactly("bob@example.com", "ada@example.com");
        assertThat(Sdk.refusal(() -> emails(
                                ListUsersRequestParameters.builder().q("name:(").build()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void findsByAddress() {
        create("ada@example.com", Map.of());

        assertThat(byEmail("ada@example.com")).hasSize(1);
        assertThat(byEmail("nobody@example.com")).isEmpty();
    }

    @Test
    void linksAndUnlinks() {
        var ada = create("ada@example.com", Map.of()).getUserId().orElseThrow();
        var bob = create("bob@example.com", Map.of()).getUserId().orElseThrow();
        var inside = bob.substring("auth0|".length());

        var linked = api.users()
                .identities()
                .link(
                        ada,
                        LinkUserIdentityRequestContent.builder()
                                .provider(UserIdentityProviderEnum.AUTH0)
                                .userId(UserId.of(inside))
                                .build());

        assertThat(linked).hasSize(2);
        assertThat(Sdk.refusal(() -> api.users().get(bob)).statusCode()).isEqualTo(404);
        assertThat(api.users().identities().delete(ada, UserIdentityProviderEnum.AUTH0, inside))
                .hasSize(1);
        assertThat(api.users().get(bob).getEmail()).contains("bob@example.com");
    }

    @Test
    void refusesASecondOneOfTheSameAddress() {
        create("ada@example.com", Map.of());

        Sdk.refuses(
                () -> create("ADA@example.com", Map.of()),
                409,
                "Conflict",
                "The user already exists.",
                "auth0_idp_error");
    }

    private CreateUserResponseContent create(String email, Map<String, Object> appMetadata) {
        return api.users()
                .create(CreateUserRequestContent.builder()
                        .connection(CONNECTION)
                        .email(email)
                        .password(PASSWORD)
                        .appMetadata(appMetadata)
                        .build());
    }

    private static UpdateUserRequestContent password(String text) {
        IssuedSecrets.note(text);
        return UpdateUserRequestContent.builder()
                .password(text)
                .connection(CONNECTION)
                .build();
    }

    private List<String> emails(ListUsersRequestParameters request) {
        return Sdk.all(api.users().list(request), UserResponseSchema::getEmail).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private List<UserResponseSchema> byEmail(String email) {
        return api.users()
                .listUsersByEmail(
                        ListUsersByEmailRequestParameters.builder().email(email).build());
    }
}
