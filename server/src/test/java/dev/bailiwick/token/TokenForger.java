package dev.bailiwick.token;

import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.json.Json;
import dev.bailiwick.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes tokens by the server's own key.
 *
 * @param audience whom they are for
 */
public record TokenForger(SigningKeys keys, Tenant tenant, String audience) {

    private static final long LIFETIME = 3_600;

    /** One that a client might have been given. */
    public String honest(Collection<String> scopes) {
        return signed(claims(scopes));
    }

    /** Such as are not for whoever would call an API, each in one way alone: expired, of another issuer, about a login, a user's. */
    public List<String> strangers(Collection<String> scopes) {
        var expired = claims(scopes);
        expired.put("exp", Instant.now().getEpochSecond() - 1);
        var elsewhere = claims(scopes);
        elsewhere.put("iss", "https://elsewhere.example.test/");
        var idToken = claims(scopes);
        idToken.put("aud", "bootstrap");
        idToken.put("sub", "auth0|ann");
        idToken.remove(AccessTokens.GRANT_KIND);
        var users = claims(scopes);
        users.put("aud", List.of(audience, tenant.issuer() + "userinfo"));
        users.put("sub", "auth0|ann");
        users.remove(AccessTokens.GRANT_KIND);
        var usersByPassword = new LinkedHashMap<>(users);
        usersByPassword.put(AccessTokens.GRANT_KIND, "password");
        var tokens = new ArrayList<String>();
        for (var claims : List.of(expired, elsewhere, idToken, users, usersByPassword)) {
            tokens.add(signed(claims));
        }
        return tokens;
    }

    private Map<String, Object> claims(Collection<String> scopes) {
        long now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", tenant.issuer());
        claims.put("sub", "bootstrap@clients");
        claims.put("aud", audience);
        claims.put("iat", now - LIFETIME);
        claims.put("exp", now + LIFETIME);
        claims.put("azp", "bootstrap");
        claims.put(AccessTokens.GRANT_KIND, AccessTokens.CLIENT_CREDENTIALS);
        claims.put(AccessTokens.SCOPE, String.join(" ", scopes));
        return claims;
    }

    private String signed(Map<String, Object> claims) {
        var key = keys.signer(tenant.id(), Instant.EPOCH);
        var header = Json.text(Map.of("alg", "RS256", "kid", key.kid()));
        var token = TokenWorld.signed(header, Json.text(claims), key.key());
        IssuedSecrets.note(token);
        return token;
    }
}
