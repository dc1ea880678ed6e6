package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class KeysOfApisTest {

    @Test
    void takesOutWhatIsToldByItsThumbprintAlone() {
        var told = api("{\"name\":\"n\",\"alg\":\"RSA-OAEP-256\",\"thumbprint_sha256\":\"t\"}");

        assertThat(KeysOfApis.withoutUntold(told)).contains("token_encryption: the API does not show keys");
        assertThat(told.toString()).isEqualTo("{\"identifier\":\"urn:a\"}");
        assertThat(KeysOfApis.withoutUntold(told)).isEmpty();
    }

    @Test
    void leavesAWholeKeyAndNone() {
        var whole = api("{\"alg\":\"RSA-OAEP-256\",\"pem\":\"p\"}");
        assertThat(KeysOfApis.withoutUntold(whole)).isEmpty();
        assertThat(whole.at("/token_encryption/encryption_key/pem").asString()).isEqualTo("p");
        var none = (ObjectNode) Json.read("{\"token_encryption\":null}".getBytes(StandardCharsets.UTF_8));
        assertThat(KeysOfApis.withoutUntold(none)).isEmpty();
        assertThat(none.has("token_encryption")).isTrue();
    }

    private static ObjectNode api(String key) {
        return (ObjectNode) Json.read("""
                {"identifier":"urn:a","token_encryption":{"format":"compact-nested-jwe","encryption_key":%s}}
                """.formatted(key).getBytes(StandardCharsets.UTF_8));
    }
}
