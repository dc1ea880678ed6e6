package dev.bailiwick.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.client.ClientGrants.Granted;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.tenant.Tenant;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: issued for any API, and verified for the server's own.
 *
 * <p>The server's own APIs take what is signed by RS256 with one of the tenant's keys and says in {@code gty} what kind of token
 * it is, as only this server sets it. Tokens in any other form are for those who wanted them so.
 */
public final class AccessTokens {

    /** How far another machine's clock may be ahead. */
    static final Duration SKEW = Duration.ofSeconds(60);

    static final String CLIENT_CREDENTIALS = "client-credentials";
    static final String GRANT_KIND = "gty";
    static final String SCOPE = "scope";

    private final SigningKeys keys;
    private final Signatures signatures;
    private final AccessTokenWriter writer;
    private final Clock clock;

    public AccessTokens(SigningKeys keys, Signatures signatures, SecretBox box, RandomText random, Clock clock) {
        this.keys = keys;
        this.signatures = signatures;
        this.writer = new AccessTokenWriter(keys, signatures, box, random);
        this.clock = clock;
    }

    /** A token for a client itself (RFC 6749 section 4.4), in the form that its resource server wants. */
    public String issueToClient(Tenant tenant, ClientId client, Granted granted) {
        return writer.write(tenant, client, granted, clock.instant());
    }

    /**
     * Whom a client's token speaks for. Refuses with {@link Problem.Unauthenticated} a token that was not issued by this
     * tenant, to a client, for this audience, and for now. The audience's resource server may be gone.
     */
    public Verified verifyFromClient(Tenant tenant, String token, String audience) {
        return verify(tenant, token, audience, kid -> keys.find(tenant.id(), kid));
    }

    /** The same, and every token is refused when there is no resource server of that audience any more. */
    public Verified verifyForPresentApi(Tenant tenant, String token, String audience) {
        return verify(tenant, token, audience, kid -> keys.findFor(tenant.id(), kid, audience));
    }

    private Verified verify(
            Tenant tenant, String token, String audience, Function<String, Optional<SigningKey>> published) {
        var jwt = parsed(token);
        var header = jwt.getHeader();
        var kid = header.getKeyID();
        // No token of ours has anything critical (RFC 7515 section 4.1.11), or a key id that no database holds.
        if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())
                || header.getCriticalParams() != null
                || kid == null
                || !Json.isStorable(kid)) {
            throw refused(AuthenticationFailure.BAD_SIGNATURE);
        }
        var key = published.apply(kid).orElseThrow(() -> refused(AuthenticationFailure.BAD_SIGNATURE));
        requireSignature(jwt, (RSAPublicKey) key.certificate().getPublicKey());
        return checked(claims(jwt), tenant, audience);
    }

    /** What a verified token says. */
    public record Verified(String subject, Set<String> scopes) {

        public Verified {
            scopes = Collections.unmodifiableSet(new HashSet<>(scopes));
        }
    }

    private Verified checked(JWTClaimsSet claims, Tenant tenant, String audience) {
        var now = clock.instant();
        if (!tenant.issuer().equals(claims.getIssuer())) {
            throw refused(AuthenticationFailure.BAD_ISSUER);
        }
        if (!claims.getAudience().contains(audience)) {
            throw new Problem.Unauthenticated(
                            AuthenticationFailure.BAD_AUDIENCE, String.join(", ", claims.getAudience()))
                    .asException();
        }
        if (!time(claims.getExpirationTime()).isAfter(now)) {
            throw refused(AuthenticationFailure.EXPIRED);
        }
        if (time(claims.getIssueTime()).isAfter(now.plus(SKEW))) {
            throw refused(AuthenticationFailure.NOT_YET_VALID);
        }
        if (!CLIENT_CREDENTIALS.equals(claims.getClaim(GRANT_KIND)) || claims.getSubject() == null) {
            throw refused(AuthenticationFailure.WRONG_KIND);
        }
        var scope = claims.getClaim(SCOPE);
        return new Verified(
                claims.getSubject(), scope instanceof String text ? new HashSet<>(List.of(text.split(" "))) : Set.of());
    }

    /**
     * Takes a token apart, if it is written in the one canonical way (RFC 4648 section 3.5). The library overlooks foreign
     * characters and stray bits in the signature, so that one token would have many names.
     */
    private static SignedJWT parsed(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var signature = jwt.getSignature();
            if (jwt.serialize().equals(token)
                    && Base64URL.encode(signature.decode()).equals(signature)) {
                return jwt;
            }
        } catch (ParseException e) {
            throw refused(
                    isUnsigned(token) ? AuthenticationFailure.BAD_SIGNATURE : AuthenticationFailure.MALFORMED_TOKEN);
        }
        throw refused(AuthenticationFailure.MALFORMED_TOKEN);
    }

    /** Whether it is a token with {@code alg} {@code none} (RFC 7519 section 6), which the library does not take for a signed one. */
    private static boolean isUnsigned(String token) {
        try {
            PlainJWT.parse(token);
            return true;
        } catch (ParseException e) {
            return false;
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw refused(AuthenticationFailure.MALFORMED_TOKEN);
        }
    }

    private void requireSignature(SignedJWT jwt, RSAPublicKey key) {
        try {
            if (!jwt.verify(signatures.verifier(key))) {
                throw refused(AuthenticationFailure.BAD_SIGNATURE);
            }
        } catch (JOSEException e) {
            throw refused(AuthenticationFailure.BAD_SIGNATURE);
        }
    }

    /** An absent time is long past for {@code exp} and harmless for {@code iat}. */
    private static Instant time(@Nullable Date date) {
        return date == null ? Instant.EPOCH : date.toInstant();
    }

    private static RuntimeException refused(AuthenticationFailure failure) {
        return new Problem.Unauthenticated(failure).asException();
    }
}
