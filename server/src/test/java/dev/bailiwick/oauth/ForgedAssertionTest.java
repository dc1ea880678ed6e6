package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.EXTENSION;
import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.oauth.grant.Parameters;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.token.Allocation;
import dev.bailiwick.token.Forgeries;
import dev.bailiwick.web.Request;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JW-02 over HTTP: the whole corpus as a client's proof, and as a bearer token. */
class ForgedAssertionTest {

    private static final String ISSUER = "https://auth.example.test/";
    private static final long FEW_BYTES = 8L << 20;
    private static final int LONGEST_HEADER = 15_000;
    private static final int LONGEST_BODY = 16 << 10;
    private static final KeyPair KEY = new RsaKeyPairs().take();

    private static TokenServer server;
    private static Forgeries forgeries;

    private final SoftAssertions softly = new SoftAssertions();

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = new TokenServer(Engine.SQLITE.open(directory), directory);
        server.addKey(CLIENT, "the-key", "RS256", KEY.getPublic());
        forgeries = forgeries("1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("JW-02: the corpus as client_assertion is refused with 401")
    void refusesEachForgeryAsAssertion() {
        assertThat(server.form(Assertion.request(forgeries.honest())).statusCode())
                .as("what the forger imitates")
                .isEqualTo(200);
        forgeries.all().forEach((name, forged) -> {
            var form = TokenServer.formOf(Assertion.request(forged));
            var answer = server.post(TokenServer.FORM, form);
            int expected = form.length() <= LONGEST_BODY ? 401 : 413;
            softly.assertThat(answer.statusCode()).as(shortened(name)).isEqualTo(expected);
            if (expected == 401) {
                softly.assertThat(json(answer).path("error").asString()).isEqualTo("invalid_client");
            }
        });
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: the corpus as bearer token is refused with 401")
    void refusesEachForgeryAsBearerToken() {
        forgeries.all().forEach((name, forged) -> {
            if (forged.length() < LONGEST_HEADER) { // the rest does not get past the reading of headers
                softly.assertThat(server.call("GET", EXTENSION + "/groups", forged)
                                .statusCode())
                        .as(shortened(name))
                        .isEqualTo(401);
            }
        });
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: no forgery has anything unpacked or derived")
    void spendsLittleOnAForgery() throws Exception {
        authenticate(forgeries("2").honest()); // loads the classes
        for (var forged : forgeries.all().entrySet()) {
            var spent = Allocation.of(() -> authenticate(forged.getValue()));
            softly.assertThat(spent.answer()).as(shortened(forged.getKey())).isFalse();
            softly.assertThat(spent.bytes()).as(shortened(forged.getKey())).isLessThan(FEW_BYTES);
        }
        softly.assertAll();
    }

    /** As the token endpoint does, on this thread. */
    private static boolean authenticate(String assertion) {
        try {
            var credentials = ClientCredentials.of(new NoHeaders(), new Parameters(Assertion.request(assertion)));
            return credentials instanceof ClientCredentials.ByAssertion(var parsed)
                    && server.assertions()
                            .authenticate(server.tenant().id(), parsed, Set.of(ISSUER))
                            .isPresent();
        } catch (ProblemException e) {
            return false;
        }
    }

    private static Forgeries forgeries(String jti) {
        var claims = """
                "iss":"%s","sub":"%s","aud":"%s","exp":%d,"jti":"%s\"""".formatted(CLIENT, CLIENT, ISSUER, Instant.now().getEpochSecond() + 290, jti);
        return new Forgeries("the-key", claims, KEY.getPrivate(), (RSAPublicKey) KEY.getPublic());
    }

    private static String shortened(String name) {
        return name.length() > 100 ? name.substring(0, 100) : name;
    }

    private record NoHeaders() implements Request {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String rawPath() {
            return "/oauth/token";
        }

        @Override
        public String rawQuery() {
            return "";
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public InputStream body() {
            return InputStream.nullInputStream();
        }

        @Override
        public boolean isFromLoopback() {
            return true;
        }

        @Override
        public Optional<InetAddress> client() {
            return Optional.empty();
        }
    }
}
