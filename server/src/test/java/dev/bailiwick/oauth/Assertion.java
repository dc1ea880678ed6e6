package dev.bailiwick.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A client assertion as Auth0's SDKs make it, to be changed by a test: header, claims, and the key that signs. */
record Assertion(Map<String, Object> header, Map<String, Object> claims, PrivateKey key) {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    static Assertion of(String client, String audience, String kid, PrivateKey key) {
        long now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", client);
        claims.put("sub", client);
        claims.put("aud", audience);
        claims.put("iat", now);
        claims.put("exp", now + 180);
        claims.put("jti", UUID.randomUUID().toString());
        return new Assertion(Map.of("alg", "RS256", "kid", kid), claims, key);
    }

    /** With another claim. */
    Assertion with(String claim, Object value) {
        var changed = new HashMap<>(claims);
        changed.put(claim, value);
        return new Assertion(header, changed, key);
    }

    Assertion without(String claim) {
        var changed = new HashMap<>(claims);
        changed.remove(claim);
        return new Assertion(header, changed, key);
    }

    Assertion withHeader(String name, Object value) {
        var changed = new HashMap<>(header);
        changed.put(name, value);
        return new Assertion(changed, claims, key);
    }

    Assertion withoutKid() {
        return new Assertion(Map.of("alg", header.getOrDefault("alg", "")), claims, key);
    }

    Assertion signedBy(PrivateKey other) {
        return new Assertion(header, claims, other);
    }

    /** Its compact form. */
    String text() {
        try {
            var jws = new JWSObject(JWSHeader.parse(header), new Payload(claims));
            jws.sign(new RSASSASigner(key));
            return jws.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token request that is granted, if the assertion is. */
    Map<String, String> request() {
        return request(text());
    }

    static Map<String, String> request(String assertion) {
        var parameters = TokenServer.requestWithout("client_id", "client_secret");
        parameters.put("client_assertion_type", TYPE);
        parameters.put("client_assertion", assertion);
        return parameters;
    }
}
