package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.TestDatabase.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client gets that nobody said when it was made. It is decided before any database is asked. */
class ClientDefaultsTest {

    private static TestBailiwick server;
    private static Desk desk;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestBailiwick.start(Engine.SQLITE.open(directory), directory);
        desk = Desk.of(server, "create:clients");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                            | authorization_code,implicit,refresh_token,client_credentials",
                "{'app_type':'regular_web'}                    | authorization_code,implicit,refresh_token,client_credentials",
                "{'app_type':'non_interactive'}                | authorization_code,implicit,refresh_token,client_credentials",
                "{'token_endpoint_auth_method':'client_secret_basic','app_type':'native'} "
                        + "| authorization_code,implicit,refresh_token,client_credentials",
                "{'token_endpoint_auth_method':'none'}         | authorization_code,implicit,refresh_token",
                "{'token_endpoint_auth_method':'none','app_type':'non_interactive'} | authorization_code,implicit,refresh_token",
                "{'app_type':'spa'}                            | authorization_code,implicit,refresh_token",
                "{'app_type':'native'}                         | authorization_code,implicit,refresh_token",
                "{'app_type':'resource_server'}                | ",
            })
    void givesGrantTypesByHowAClientProvesItself(String said, @Nullable String grantTypes) {
        var made = desk.made("/clients", named(said));

        assertThat(made.get("grant_types").valueStream().map(type -> type.asString()))
                .containsExactlyElementsOf(grantTypes == null ? List.of() : List.of(grantTypes.split(",")));
        assertThat(made.has("app_type")).isEqualTo(said.contains("app_type"));
        assertThat(made.has("token_endpoint_auth_method")).isEqualTo(said.contains("token_endpoint_auth_method"));
        assertThat(made.get("is_first_party").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                  | 2592000  | 1296000",
                "{'app_type':'non_interactive'}                                      | 2592000  | 1296000",
                "{'app_type':'spa','token_endpoint_auth_method':'none'}              | 2592000  | 1296000",
                "{'token_endpoint_auth_method':'client_secret_post'}                 | 31557600 | 2592000",
                "{'app_type':'regular_web','token_endpoint_auth_method':'client_secret_basic'} | 31557600 | 2592000",
            })
    void letsRefreshTokensLastLongerWhereASecretIsSpokenOf(String said, long lifetime, long idleLifetime) {
        var made = desk.made("/clients", named(said));

        assertThat(made.get("oidc_conformant").asBoolean()).isFalse();
        assertThat(made.get("jwt_configuration").toString())
                .isEqualTo("{\"lifetime_in_seconds\":36000,\"secret_encoded\":false}");
        var refresh = made.get("refresh_token");
        assertThat(refresh.get("token_lifetime").asLong()).isEqualTo(lifetime);
        assertThat(refresh.get("idle_token_lifetime").asLong()).isEqualTo(idleLifetime);
        assertThat(refresh.get("rotation_type").asString()).isEqualTo("non-rotating");
    }

    @Test
    void makesAClientOfAnApiConformant() {
        var made = desk.made("/clients", named("{'app_type':'resource_server'}"));

        assertThat(made.get("oidc_conformant").asBoolean()).isTrue();
        assertThat(made.get("jwt_configuration").toString()).isEqualTo("{\"alg\":\"RS256\",\"secret_encoded\":false}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'app_type':'spa','token_endpoint_auth_method':'none'} "
                        + "| authorization_code,implicit,refresh_token | permissive "
                        + "| {'rotation_type':'rotating','token_lifetime':2592000,'infinite_token_lifetime':false} "
                        + "| {'lifetime_in_seconds':36000,'secret_encoded':false}",
                "{'third_party_security_mode':'strict','token_endpoint_auth_method':'client_secret_post'} "
                        + "| authorization_code | strict "
                        + "| {'rotation_type':'non-rotating','token_lifetime':31557600,'infinite_token_lifetime':true} "
                        + "| {'alg':'RS256','lifetime_in_seconds':3600,'secret_encoded':false}",
            })
    void trustsClientsOfOthersWithLess(String said, String grantTypes, String mode, String refresh, String jwt) {
        var made = desk.made(
                "/clients",
                JsonObject.ofWritten(named(said)).with("is_first_party", false).toString());

        assertThat(made.get("oidc_conformant").asBoolean()).isTrue();
        assertThat(made.get("third_party_security_mode").asString()).isEqualTo(mode);
        assertThat(made.get("grant_types").valueStream().map(type -> type.asString()))
                .containsExactly(grantTypes.split(","));
        assertThat(made.get("jwt_configuration").toString()).isEqualTo(jwt.replace('\'', '"'));
        var shown = JsonObject.of(made.get("refresh_token"));
        assertThat(shown.mergedWith(JsonObject.ofWritten(refresh.replace('\'', '"')), Set.of()))
                .isEqualTo(shown);
        assertThat(shown.text("/expiration_type")).contains("expiring");
        assertThat(shown.flag("/infinite_idle_token_lifetime")).contains(false);
    }

    private static String named(String said) {
        return JsonObject.ofWritten(said.replace('\'', '"')).with("name", "n").toString();
    }
}
