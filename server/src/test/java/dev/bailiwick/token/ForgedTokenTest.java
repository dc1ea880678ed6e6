package dev.bailiwick.token;

import static dev.bailiwick.token.TokenWorld.AUDIENCE;
import static dev.bailiwick.token.TokenWorld.NOW;
import static dev.bailiwick.token.TokenWorld.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 8725: tokens that were made to be believed, each refused before anything is unpacked or derived. */
@EachEngine
class ForgedTokenTest {

    private static final long FEW_BYTES = 8L << 20;

    private final TokenWorld world;
    private final Forgeries forgeries;
    private final SoftAssertions softly = new SoftAssertions();

    ForgedTokenTest(Database empty) {
        world = new TokenWorld(empty);
        var publicKey = (RSAPublicKey) world.publicKey().certificate().getPublicKey();
        forgeries = new Forgeries(world.kid(), world.claims(), world.privateKey(), publicKey);
        assertThat(answer(forgeries.honest())).as("what the forger imitates").isEmpty(); // loads the classes, too
    }

    @Test
    @DisplayName("JW-02: no algorithm")
    void refusesATokenWithoutSignature() throws Exception {
        refuses(forgeries.unsigned());
    }

    @Test
    @DisplayName("JW-02: another algorithm than the key's")
    void refusesAlgorithmsThatTheKeyIsNotFor() throws Exception {
        refuses(forgeries.otherAlgorithms());
    }

    @Test
    @DisplayName("JW-02: a key that the token brings along")
    void believesNoKeyInTheToken() throws Exception {
        refuses(forgeries.keysOfTheirOwn());
    }

    @Test
    @DisplayName("JW-02: what must be understood and is not")
    void refusesCriticalHeaders() throws Exception {
        refuses(forgeries.critical());
    }

    @Test
    @DisplayName("JW-02: a key id that is a path, SQL, or no text")
    void findsNoKeyByACraftedId() throws Exception {
        refuses(forgeries.craftedKeyIds());
        var claims = "{" + world.claims() + "}";
        refuses(Map.of(
                "kid missing", signed("{\"alg\":\"RS256\"}", claims, world.privateKey()),
                "kid null", signed("{\"alg\":\"RS256\",\"kid\":null}", claims, world.privateKey())));
    }

    @Test
    @DisplayName("JW-02: encrypted tokens that cost the reader dearly")
    void opensNoEncryptedToken() throws Exception {
        refuses(forgeries.encrypted());
    }

    @Test
    @DisplayName("JW-02: members twice, and members that are too large")
    void refusesJsonOfTwoMinds() throws Exception {
        refuses(forgeries.ofTwoMinds());
    }

    @Test
    void refusesClaimsThatAreNotWhatTheyShouldBe() throws Exception {
        var good = world.claims();
        for (var changed : List.of(
                good.replace("\"gty\":\"client-credentials\"", "\"gty\":\"password\""),
                good.replace("\"gty\":\"client-credentials\",", ""),
                good.replace("\"sub\":\"shop@clients\",", ""),
                good.replace("\"iss\":\"https://acme.test/\"", "\"iss\":\"https://acme.test\""),
                good.replace("\"iss\":\"https://acme.test/\",", ""),
                good.replace("\"aud\":\"urn:api\",", ""),
                good.replace("\"aud\":\"urn:api\"", "\"aud\":{}"),
                good.replaceAll("\"exp\":\\d+,", ""),
                good.replaceAll("\"exp\":\\d+", "\"exp\":\"9999999999\""),
                good.replaceAll("\"exp\":\\d+", "\"exp\":-1"),
                good.replaceAll("\"exp\":\\d+", "\"exp\":true"),
                good.replaceAll("\"iat\":\\d+", "\"iat\":99999999999"))) {
            var header = "{\"alg\":\"RS256\",\"kid\":\"" + world.kid() + "\"}";
            refuses(Map.of(changed, signed(header, "{" + changed + "}", world.privateKey())));
        }
    }

    @Test
    void refusesWhatIsNoTokenAtAll() throws Exception {
        for (var text : List.of("", ".", "..", "...", "a.b.c", "....", "é.é.é", "null", "{}", "x".repeat(1 << 20))) {
            refuses(Map.of(text, text));
        }
    }

    private void refuses(Map<String, String> tokens) throws Exception {
        for (var token : tokens.entrySet()) {
            var name = token.getKey().length() > 100 ? token.getKey().substring(0, 100) : token.getKey();
            var answer = Allocation.of(() -> answer(token.getValue()));
            softly.assertThat(answer.answer()).as(name).containsInstanceOf(Problem.Unauthenticated.class);
            softly.assertThat(answer.bytes()).as(name).isLessThan(FEW_BYTES);
        }
        softly.assertAll();
    }

    private Optional<Problem> answer(String token) {
        try {
            world.tokens(NOW).verifyFromClient(world.acme(), token, AUDIENCE);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }
}
