package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.tenants.types.GetTenantSettingsRequestParameters;
import com.auth0.client.mgmt.tenants.types.UpdateTenantSettingsRequestContent;
import com.auth0.client.mgmt.types.CreateRoleRequestContent;
import com.auth0.client.mgmt.types.DeleteUserGrantByUserIdRequestParameters;
import com.auth0.client.mgmt.types.Log;
import com.auth0.client.mgmt.types.SigningKeys;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant has once: settings, keys, logs, and the grants of its users, as com.auth0:auth0 manages them. */
@EachEngine
class TenantSdkTest {

    private final TestBailiwick server;
    private final ManagementApi api;

    TenantSdkTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void updatesTheSettingsThatAreNamed() {
        var settings = api.tenants().settings();
        var before = settings.get();

        settings.update(UpdateTenantSettingsRequestContent.builder()
                .friendlyName("Acme")
                .build());

        assertThat(settings.get().getFriendlyName()).contains("Acme");
        assertThat(settings.get().getEnabledLocales()).isEqualTo(before.getEnabledLocales());
        var some = settings.get(GetTenantSettingsRequestParameters.builder()
                .fields("friendly_name")
                .build());
        assertThat(some.getFriendlyName()).contains("Acme");
        assertThat(some.getEnabledLocales()).isEmpty();
    }

    @Test
    void rotatesAndRevokesSigningKeys() {
        var keys = api.keys().signing();
        var before = only(keys.list(), SigningKeys::getCurrent);
        var next = only(keys.list(), SigningKeys::getNext);

        var rotated = keys.rotate();

        assertThat(keys.get(before).getPrevious()).contains(true);
        assertThat(keys.get(next).getCurrent()).contains(true);
        assertThat(keys.get(rotated.getKid()).getNext()).contains(true);
        assertThat(keys.revoke(before).getKid()).isEqualTo(before);
        var after = Sdk.of(server).keys().signing(); // with a token of the key that signs now
        assertThat(only(after.list(), SigningKeys::getCurrent)).isEqualTo(next);
        assertThat(Sdk.refusal(keys::list).statusCode()).isEqualTo(401);
    }

    @Test
    void tellsWhatWasDone() {
        var role = api.roles()
                .create(CreateRoleRequestContent.builder().name("Logged").build());

        var entry = Sdk.all(api.logs().list(), log -> log).stream()
                .filter(log -> log.getType().equals(Optional.of("sapi")))
                .findFirst()
                .orElseThrow();

        assertThat(role.getId()).isPresent();
        assertThat(api.logs().get(entry.getLogId().orElseThrow()).getType()).contains("sapi");
        assertThat(Sdk.all(api.logs().list(), Log::getLogId)).doesNotHaveDuplicates();
        assertThat(Sdk.refusal(() -> api.logs().get("0".repeat(56))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void hasNoGrantsOfUsersYet() {
        assertThat(Sdk.all(api.userGrants().list(), grant -> grant)).isEmpty();
        api.userGrants().delete("507f1f77bcf86cd799439011");
        api.userGrants()
                .deleteByUserId(DeleteUserGrantByUserIdRequestParameters.builder()
                        .userId("auth0|none")
                        .build());
        assertThat(Sdk.all(api.deviceCredentials().list(), credential -> credential))
                .isEmpty();
        api.deviceCredentials().delete("dcr_0000000000000001");
    }

    private static String only(List<SigningKeys> keys, Function<SigningKeys, Optional<Boolean>> state) {
        return keys.stream()
                .filter(key -> state.apply(key).orElse(false))
                .map(SigningKeys::getKid)
                .findFirst()
                .orElseThrow();
    }
}
