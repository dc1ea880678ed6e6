package dev.bailiwick.token;

import dev.bailiwick.certificate.CertificateAuthority;
import dev.bailiwick.client.ClientGrants.Granted;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.resourceserver.TokenForm;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

/** Tenants with their signing keys, at a moment that a test chooses, and what a forger needs. */
final class TokenWorld {

    static final String AUDIENCE = "urn:api";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long LIFETIME = 86_400;
    static final TokenForm USUAL = TokenForm.of("RS256", "access_token", "");

    static final RsaKeyPairs KEY_PAIRS = TestKeyPairs.inTurn();
    static final Signatures SIGNATURES = Signatures.fastest();

    private final Database database;
    private final SigningKeys keys;
    private final Tenants tenants;
    private final Tenant acme;

    TokenWorld(Database database) {
        this(database, at(NOW));
    }

    TokenWorld(Database database, Clock clock) {
        this.database = database;
        var random = new RandomText(new SecureRandom());
        var box = new SecretBox(new byte[32]);
        tenants = new Tenants(database, clock, random);
        keys = new SigningKeys(
                database,
                new CertificateAuthority(database, box, clock, random),
                box,
                clock,
                random,
                KEY_PAIRS,
                SIGNATURES);
        acme = tenant("acme");
    }

    static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    SigningKeys keys() {
        return keys;
    }

    Tenant acme() {
        return acme;
    }

    Tenant tenant(String name) {
        var tenant = newTenant(name);
        var next = keys.generate(name);
        database.change(tx -> keys.add(tx, tenant.id(), next, KeyState.NEXT));
        return tenant;
    }

    /** One that has no next key yet. */
    Tenant newTenant(String name) {
        var current = keys.generate(name);
        return database.transaction(tx -> {
            var tenant = tenants.addDefault(tx, name, name + ".test");
            keys.add(tx, tenant.id(), current, KeyState.CURRENT);
            return tenant;
        });
    }

    Tenant move(Tenant tenant, String domain) {
        return database.transaction(tx -> tenants.move(tx, tenant, domain));
    }

    AccessTokens tokens(Instant now) {
        return tokens(at(now));
    }

    AccessTokens tokens(Clock clock) {
        return new AccessTokens(
                keys, SIGNATURES, new SecretBox(new byte[32]), new RandomText(new SecureRandom()), clock);
    }

    String issued(Tenant tenant) {
        return tokens(NOW)
                .issueToClient(
                        tenant,
                        new ClientId("shop"),
                        new Granted(AUDIENCE, LIFETIME, USUAL, List.of("read:a", "read:b")));
    }

    String kid() {
        return keys.signer(acme.id(), NOW).kid();
    }

    PrivateKey privateKey() {
        return keys.signer(acme.id(), NOW).key();
    }

    SigningKey publicKey() {
        return keys.list(acme.id()).getFirst();
    }

    /** The claims of a good token, as JSON without its outer braces. */
    String claims() {
        return """
                "iss":"https://acme.test/","sub":"shop@clients","aud":"urn:api","iat":%d,"exp":%d,\
                "gty":"client-credentials","azp":"shop\"""".formatted(NOW.getEpochSecond(), NOW.getEpochSecond() + LIFETIME);
    }

    /** A token with this header and these claims, truly signed by the key. */
    static String signed(String header, String claims, PrivateKey key) {
        var input = encoded(header) + "." + encoded(claims);
        return input + "." + encoded(signature("SHA256withRSA", key, input));
    }

    static byte[] signature(String algorithm, PrivateKey key, String input) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
