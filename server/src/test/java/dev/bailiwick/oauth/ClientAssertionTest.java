package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.SECRET;
import static dev.bailiwick.app.TestBailiwick.json;
import static dev.bailiwick.oauth.TokenServer.FORM;
import static dev.bailiwick.oauth.TokenServer.basic;
import static dev.bailiwick.oauth.TokenServer.formOf;
import static dev.bailiwick.oauth.TokenServer.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code private_key_jwt}: RFC 7523 as Auth0 has it. The first client has a key beside its secret. */
@EachEngine
class ClientAssertionTest {

    private static final String ISSUER = "https://auth.example.test/";
    private static final String KID = "the-key";
    private static final KeyPair KEY = new RsaKeyPairs().take();
    private static final KeyPair OTHER_KEY = new RsaKeyPairs().take();

    private final TestDatabase database;
    private final Path directory;
    private final TokenServer server;

    ClientAssertionTest(TestDatabase database, @TempDir Path directory) {
        this.database = database;
        this.directory = directory;
        server = new TokenServer(database.open(), directory.resolve("one"));
        server.addKey(CLIENT, KID, "RS256", KEY.getPublic());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("TK-08: an assertion for the issuer or the token endpoint proves the client")
    void takesAnAssertionOfTheRegisteredKey() throws ParseException {
        for (var audience : List.of(ISSUER, ISSUER + "oauth/token")) {
            var answer = server.form(assertion().with("aud", audience).request());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var token = SignedJWT.parse(json(answer).path("access_token").asString());
            assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(CLIENT + "@clients");
        }
        assertThat(server.json(assertion().request()).statusCode()).isEqualTo(200);
        assertThat(server.form(assertion().withoutKid().request()).statusCode()).isEqualTo(200);
        assertThat(server.form(assertion().without("iat").request()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesEachOfAuth0sAlgorithmsWithAKeyForIt() {
        server.addKey(CLIENT, "384", "RS384", KEY.getPublic());
        server.addKey(CLIENT, "pss", "PS256", KEY.getPublic());

        assertThat(server.form(with("RS384", "384").request()).statusCode()).isEqualTo(200);
        assertThat(server.form(with("PS256", "pss").request()).statusCode()).isEqualTo(200);
        refuses(with("PS256", KID));
        refuses(with("RS256", "pss"));
        refuses(with("RS512", KID));
    }

    @Test
    @DisplayName("TK-08: an assertion for anybody else, or for several")
    void refusesAnotherAudience() {
        for (var audience : List.of(
                "https://evil.test/",
                "https://evil.test/oauth/token",
                "https://auth.example.test",
                "http://auth.example.test/",
                ISSUER + "api/v2/",
                ISSUER + "oauth/token/",
                "",
                List.of(ISSUER),
                List.of(ISSUER, "https://evil.test/"),
                List.of(),
                Map.of(),
                1)) {
            refuses(assertion().with("aud", audience));
        }
        refuses(assertion().without("aud"));
    }

    @Test
    @DisplayName("TK-08: an assertion without an end, past it, or with one too far ahead")
    void refusesALongLife() {
        long now = Instant.now().getEpochSecond();
        refuses(assertion().without("exp"));
        for (var end : List.of(now - 1, now + 330, now + 86_400, Long.MAX_VALUE, "soon", true, -1)) {
            refuses(assertion().with("exp", end));
        }
        refuses(assertion().with("iat", now - 100).with("exp", now + 210));
        refuses(assertion().without("iat").with("exp", now + 330));
        refuses(assertion().with("nbf", now + 120));
        refuses(assertion().with("iat", now + 120));
    }

    @Test
    void countsALifeFromItsBeginning() {
        long now = Instant.now().getEpochSecond();
        var ahead = assertion().with("iat", now + 30).with("exp", now + 330);

        assertThat(server.form(ahead.request()).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("TK-08: an assertion of somebody else's")
    void refusesAnotherSubjectOrIssuer() {
        server.addClient("other", "other-secret", "client_credentials");
        server.addKey("other", KID, "RS256", OTHER_KEY.getPublic());

        refuses(assertion().with("iss", "other"));
        refuses(assertion().with("sub", "other"));
        refuses(assertion().with("iss", "other").with("sub", "other"));
        refuses(assertion().with("iss", "nobody").with("sub", "nobody"));
        refuses(assertion().with("iss", "a\0b").with("sub", "a\0b"));
        refuses(assertion().with("iss", "").with("sub", ""));
        refuses(assertion().without("iss"));
        refuses(assertion().without("sub"));
        refuses(assertion().signedBy(OTHER_KEY.getPrivate()));
        refuses(assertion().withoutKid().signedBy(OTHER_KEY.getPrivate()));
        var named = assertion().request();
        named.put("client_id", "other");
        refuses(server.form(named));
    }

    @Test
    @DisplayName("TK-08: an assertion without an id of its own")
    void refusesAnAssertionWithoutId() {
        refuses(assertion().without("jti"));
        refuses(assertion().with("jti", ""));
        refuses(assertion().with("jti", 7));
        refuses(assertion().with("jti", List.of("a")));
    }

    @Test
    @DisplayName("TK-08: headers that bring a key along, though the registered one signed")
    void refusesHeadersWithKeys() {
        refuses(assertion().withHeader("jku", "https://evil.test/jwks.json"));
        refuses(assertion().withHeader("x5u", "https://evil.test/cert.pem"));
        refuses(assertion().withHeader("kid", "unknown"));
    }

    @Test
    @DisplayName("TK-08: an assertion is used once, also on another node")
    void refusesAReplayedAssertion() {
        var assertion = assertion();
        assertThat(server.form(assertion.request()).statusCode()).isEqualTo(200);

        refuses(assertion);
        refuses(server.form(
                assertion.with("exp", Instant.now().getEpochSecond() + 100).request()));
        if (database.engine() == Engine.POSTGRES) {
            try (var node = new TokenServer(database.open(), directory.resolve("two"))) {
                refuses(node.form(assertion.request()));
                var another = assertion();
                assertThat(node.form(another.request()).statusCode()).isEqualTo(200);
                refuses(another);
            }
        }
    }

    @Test
    @DisplayName("TK-08: of twenty uses at once, on two nodes where there can be two, one is granted")
    void grantsOneOfManyAtOnce() throws Exception {
        if (database.engine() == Engine.POSTGRES) {
            try (var node = new TokenServer(database.open(), directory.resolve("two"))) {
                grantsOneOfTwenty(List.of(server, node));
            }
        } else {
            grantsOneOfTwenty(List.of(server));
        }
    }

    @Test
    @DisplayName("TK-08: another client's assertion id is another one")
    void letsTwoClientsHaveOneId() {
        server.addClient("other", "other-secret", "client_credentials");
        server.addKey("other", KID, "RS256", OTHER_KEY.getPublic());
        server.grant("other", server.addResourceServer("urn:api", 60, "read:a"), "read:a");

        assertThat(server.form(assertion().with("jti", "1").request()).statusCode())
                .isEqualTo(200);
        var other = Assertion.of("other", ISSUER, KID, OTHER_KEY.getPrivate())
                .with("jti", "1")
                .request();
        other.put("audience", "urn:api");
        assertThat(server.form(other).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("TK-07: an assertion beside a secret")
    void refusesAnAssertionBesideASecret() {
        var posted = assertion().request();
        posted.put("client_id", CLIENT);
        posted.put("client_secret", SECRET);

        refusesAsInvalid(server.form(posted));
        refusesAsInvalid(server.form(assertion().request(), basic(CLIENT, SECRET)));
        var typeOnly = request();
        typeOnly.put("client_assertion_type", Assertion.TYPE);
        refusesAsInvalid(server.form(typeOnly));
        refusesAsInvalid(server.post(
                "?client_assertion=" + assertion().text(),
                FORM,
                formOf(request()).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void asksForBothOfItsParametersAndForTheRightType() {
        for (var name : List.of("client_assertion", "client_assertion_type")) {
            var asked = assertion().request();
            asked.remove(name);
            var answer = server.form(asked);
            refusesAsInvalid(answer);
            assertThat(json(answer).path("error_description").asString())
                    .isEqualTo("Missing required parameter: " + name);
        }
        var saml = assertion().request();
        saml.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
        refuses(server.form(saml));
    }

    @Test
    void takesTheSecretOfAClientThatHasAKeyToo() {
        assertThat(server.form(request()).statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoSecretOfAClientThatHasItsKeyOnly() {
        server.addKey(CLIENT, new ClientKey("only", "RS256", (RSAPublicKey) OTHER_KEY.getPublic(), null), true);

        for (var secret : List.of(SECRET, " ", "no client has this secret")) {
            assertThat(server.form(TokenServer.requestWith("client_secret", secret))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(server.form(assertion().request()).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAKeyUntilItExpires() {
        var past = new ClientKey(
                "past",
                "RS256",
                (RSAPublicKey) OTHER_KEY.getPublic(),
                Instant.now().minusSeconds(1));
        server.addKey(CLIENT, past, false);

        refuses(assertion().withHeader("kid", "past").signedBy(OTHER_KEY.getPrivate()));
        refuses(assertion().withoutKid().signedBy(OTHER_KEY.getPrivate()));
    }

    @Test
    void keepsUsedAssertionsNoLongerThanTheyCouldBeUsed() {
        var db = database.engine() == Engine.POSTGRES ? database.open() : null;
        if (db == null) {
            return; // the one node has the file
        }
        db.change(tx -> {
            for (int i = 0; i < 150; i++) {
                var jti = "old" + i;
                tx.write(
                        "INSERT INTO used_assertion SELECT tenant_id, id, :jti, 1 FROM client WHERE id = :client",
                        u -> u.bind("jti", jti).bind("client", CLIENT));
            }
        });

        assertThat(server.form(assertion().request()).statusCode()).isEqualTo(200);
        assertThat(used(db)).isEqualTo(51);
        assertThat(server.form(assertion().request()).statusCode()).isEqualTo(200);
        assertThat(used(db)).isEqualTo(2);
    }

    private static int used(Database db) {
        return db.read(tx -> tx.first(
                        "SELECT COUNT(*) AS used FROM used_assertion", _ -> {}, (row, _) -> row.getInt("used")))
                .orElseThrow();
    }

    private static void grantsOneOfTwenty(List<TokenServer> nodes) throws Exception {
        var request = assertion().request();
        var uses = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 20; i++) {
            var node = nodes.get(i % nodes.size());
            uses.add(() -> node.form(request).statusCode());
        }
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(uses.size())) {
            for (var answer : threads.invokeAll(uses)) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(19);
    }

    private static Assertion assertion() {
        return Assertion.of(CLIENT, ISSUER, KID, KEY.getPrivate());
    }

    private static Assertion with(String algorithm, String kid) {
        return assertion().withHeader("alg", algorithm).withHeader("kid", kid);
    }

    private void refuses(Assertion assertion) {
        refuses(server.form(assertion.request()));
    }

    private static void refuses(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(json(answer).path("error").asString()).isEqualTo("invalid_client");
        assertThat(json(answer).path("error_description").asString()).isEqualTo("Client authentication failed");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private static void refusesAsInvalid(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).isEqualTo("invalid_request");
        assertThat(answer.body()).doesNotContain(SECRET);
    }
}
