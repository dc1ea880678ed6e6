package dev.bailiwick.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import dev.bailiwick.json.Json;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Clients that prove themselves with an assertion which they signed ({@code private_key_jwt}: RFC 7523 section 3, OpenID
 * Connect Core section 9), as strictly as Auth0: for one audience, for five minutes at most, and once.
 */
public final class ClientAssertions {

    /** How long after it was made an assertion may expire, or from now on where it does not tell when that was. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    /** How far another machine's clock may be off. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** Headers that name a key of the sender's choice, or ask to be understood (RFC 7515 section 4.1, RFC 7797). */
    private static final Set<String> FORBIDDEN = Set.of("crit", "b64", "zip", "jwk", "jku", "x5u", "x5c");

    private final ClientKeyStore keys = new ClientKeyStore();
    private final UsedAssertionStore used = new UsedAssertionStore();
    private final Database database;
    private final Clients clients;
    private final Signatures signatures;
    private final Clock clock;

    public ClientAssertions(Database database, Clients clients, Signatures signatures, Clock clock) {
        this.database = database;
        this.clients = clients;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * The client that signed the assertion, which is used up with that; empty when anything about it is wrong. What costs
     * little is looked at first.
     *
     * @param audiences whom it may be for, such as the tenant's issuer
     */
    public Optional<Client> authenticate(TenantId tenant, PrivateKeyJWT assertion, Set<String> audiences) {
        var jwt = assertion.getClientAssertion();
        var claims = assertion.getJWTAuthenticationClaimsSet();
        var id = claims.getClientID().getValue();
        var now = clock.instant();
        if (!isPlain(jwt.getHeader())
                || !Json.isStorable(id)
                || !claims.getIssuer().getValue().equals(id)
                || !isFor(audiences, jwt)
                || !isOf(now, claims)) {
            return Optional.empty();
        }
        var signing = signing(tenant, new ClientId(id), jwt, now);
        return signing.isEmpty()
                ? Optional.empty()
                : clients.find(tenant, new ClientId(id))
                        .filter(client -> signing.stream().anyMatch(key -> client.takesKey(key)))
                        .filter(client -> isFirstUse(tenant, client.id(), claims, now));
    }

    private static boolean isPlain(JWSHeader header) {
        return Collections.disjoint(header.toJSONObject().keySet(), FORBIDDEN);
    }

    /** A single text, never a list, so that no other server that is named in it can use the assertion here. */
    private static boolean isFor(Set<String> audiences, SignedJWT jwt) {
        return jwt.getPayload().toJSONObject().get("aud") instanceof String audience && audiences.contains(audience);
    }

    private static boolean isOf(Instant now, JWTAuthenticationClaimsSet claims) {
        var end = claims.getExpirationTime().toInstant();
        var made = claims.getIssueTime() == null ? now : claims.getIssueTime().toInstant();
        return claims.getJWTID() != null
                && end.isAfter(now)
                && !end.isAfter(made.plus(LONGEST_LIFE))
                && isPast(claims.getIssueTime(), now)
                && isPast(claims.getNotBeforeTime(), now);
    }

    private static boolean isPast(@Nullable Date time, Instant now) {
        return time == null || !time.toInstant().isAfter(now.plus(SKEW));
    }

    /** The client's key that signed it, for this very algorithm; several when it is known by several names. */
    private List<ClientCredential> signing(TenantId tenant, ClientId client, SignedJWT jwt, Instant now) {
        var header = jwt.getHeader();
        return database.read(tx -> keys.listUsable(tx, tenant, client, now)).stream()
                .filter(known -> known.proof() instanceof ClientKey key
                        && key.algorithm().equals(header.getAlgorithm().getName())
                        && (header.getKeyID() == null || header.getKeyID().equals(key.kid()))
                        && isSignedBy(key, jwt))
                .toList();
    }

    private boolean isSignedBy(ClientKey key, SignedJWT jwt) {
        try {
            return jwt.verify(signatures.verifier(key.publicKey()));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** Kept for longer than the assertion lives, for the nodes whose clocks are behind. */
    private boolean isFirstUse(TenantId tenant, ClientId client, JWTAuthenticationClaimsSet claims, Instant now) {
        var end = claims.getExpirationTime().toInstant().plus(SKEW);
        return database.transaction(tx -> {
            used.deleteExpired(tx, tenant, now);
            return used.insert(tx, tenant, client, claims.getJWTID().getValue(), end);
        });
    }
}
