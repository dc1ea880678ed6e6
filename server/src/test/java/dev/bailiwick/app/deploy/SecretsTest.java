package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void findsSecretsByWhatTheyAreCalledHoweverDeepTheyLie() {
        assertThat(masked("""
                {"client_secret":"x","consumerSecret":"x","admin_refresh_token":"x","twilio_token":"x","privateKey":"x",
                 "decryptionKey":{"key":"x","cert":["x",1]},"signing_key":"x","deep":[{"servicePassword":"x"}],
                 "storageAccessKey":"x","apiKey":"x","masterkey":"x"}""")).isEqualTo(plain("""
                {"client_secret":"##G_1_CLIENT_SECRET##","consumerSecret":"##G_1_CONSUMERSECRET##",
                 "admin_refresh_token":"##G_1_ADMIN_REFRESH_TOKEN##","twilio_token":"##G_1_TWILIO_TOKEN##",
                 "privateKey":"##G_1_PRIVATEKEY##",
                 "decryptionKey":{"key":"##G_1_DECRYPTIONKEY_KEY##","cert":["##G_1_DECRYPTIONKEY_CERT_0##",1]},
                 "signing_key":"##G_1_SIGNING_KEY##","deep":[{"servicePassword":"##G_1_SERVICEPASSWORD##"}],
                 "storageAccessKey":"##G_1_STORAGEACCESSKEY##","apiKey":"##G_1_APIKEY##",
                 "masterkey":"##G_1_MASTERKEY##"}"""));
    }

    @Test
    void leavesWhatOnlySoundsLikeThem() {
        var options = """
                {"passwordPolicy":"good","password_dictionary":{"enable":true,"dictionary":["hello"]},
                 "password_options":{"complexity":{"character_types":["number"]}},
                 "authentication_methods":{"password":{"enabled":true,"api_behavior":"required"}},
                 "customScripts":{"change_password":"function (id) {}"},"tokenURL":"https://a.test",
                 "token_endpoint":"https://a.test",
                 "token_endpoint_auth_method":"private_key_jwt","id_token_signed_response_algs":["RS256"],
                 "disable_self_service_change_password":false,"client_id":"i","signingCert":"public","scope":["a"],
                 "password":""}""";

        assertThat(masked(options)).isEqualTo(plain(options));
    }

    private static String plain(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String masked(String json) {
        var object = Json.read(json.getBytes(StandardCharsets.UTF_8));
        Secrets.mask(object, "g-1");
        return object.toString();
    }
}
