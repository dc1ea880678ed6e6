package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.user.AuthenticationMethodStore.Kept;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExportedFactorsTest {

    /** With an eleventh the user could not be imported. */
    @Test
    void carriesTenFactorsOfAUser() {
        var exported = ExportedFactors.of(
                IntStream.range(10, 21).mapToObj(n -> phone("+155501" + n)).toList(),
                new SecretBox(new byte[32]),
                true);

        assertThat(exported.unwritten()).containsExactly("phone");
        var user = JsonObject.of(Map.of(ImportedFactors.MEMBER, exported.factors()));
        assertThat(ImportedFactors.of(user))
                .hasSize(10)
                .last()
                .extracting(factor -> factor.text("/phone_number").orElseThrow())
                .isEqualTo("+15550119");
    }

    private static Kept phone(String number) {
        return new Kept(
                new UserId("auth0|ann"),
                new AuthenticationMethod(
                        "phone|" + number,
                        AuthenticationMethodType.PHONE,
                        JsonObject.of(Map.of("phone_number", number)),
                        Instant.EPOCH),
                "");
    }
}
