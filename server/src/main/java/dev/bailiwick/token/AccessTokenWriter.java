package dev.bailiwick.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientGrants.Granted;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.resourceserver.TokenForm;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.tenant.Tenant;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;

/**
 * Writes access tokens as signed JWTs: claims {@code iss}, {@code sub}, {@code aud}, {@code iat}, {@code exp}, {@code scope},
 * beside them Auth0's {@code gty} and {@code azp} or the {@code client_id} and {@code jti} of RFC 9068 section 2.2.
 */
final class AccessTokenWriter {

    private static final JOSEObjectType RFC_9068 = new JOSEObjectType("at+jwt");
    private static final int ID_LENGTH = 22;

    private final SigningKeys keys;
    private final Signatures signatures;
    private final SecretBox box;
    private final RandomText random;

    AccessTokenWriter(SigningKeys keys, Signatures signatures, SecretBox box, RandomText random) {
        this.keys = keys;
        this.signatures = signatures;
        this.box = box;
        this.random = random;
    }

    String write(Tenant tenant, ClientId client, Granted granted, Instant now) {
        var form = granted.form();
        var claims = new JWTClaimsSet.Builder()
                .issuer(tenant.issuer())
                .subject(client.value() + Origin.CLIENT)
                .audience(granted.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(granted.tokenLifetimeSeconds())));
        if (form.isRfc9068()) {
            claims.claim("client_id", client.value()).jwtID(random.urlSafe(ID_LENGTH));
        } else {
            claims.claim("azp", client.value()).claim(AccessTokens.GRANT_KIND, AccessTokens.CLIENT_CREDENTIALS);
        }
        if (!granted.scopes().isEmpty()) {
            claims.claim(AccessTokens.SCOPE, String.join(" ", granted.scopes()));
        }
        if (form.hasPermissions()) {
            claims.claim("permissions", granted.scopes());
        }
        return signed(tenant, form, claims.build());
    }

    /** By a key of the tenant, or by the secret of the resource server, which has no id. */
    private String signed(Tenant tenant, TokenForm form, JWTClaimsSet claims) {
        var algorithm = JWSAlgorithm.parse(form.algorithm());
        var header = new JWSHeader.Builder(algorithm).type(form.isRfc9068() ? RFC_9068 : JOSEObjectType.JWT);
        if (JWSAlgorithm.Family.HMAC_SHA.contains(algorithm)) {
            return signed(header.build(), claims, Signatures.signer(form.secret(box)));
        }
        var key = keys.signer(tenant.id(), claims.getExpirationTime().toInstant());
        return signed(header.keyID(key.kid()).build(), claims, signatures.signer(key.key()));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var jwt = new SignedJWT(asWritten(header), claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of ours does not sign", e);
        }
    }

    /** The algorithm comes first, as Auth0 writes it: people and their tests know a token by how it begins. */
    private static JWSHeader asWritten(JWSHeader header) {
        var members = new LinkedHashMap<String, Object>();
        members.put("alg", header.getAlgorithm().getName());
        members.put("typ", header.getType().getType());
        members.putAll(header.toJSONObject());
        return new JWSHeader.Builder(header)
                .parsedBase64URL(Base64URL.encode(JSONObjectUtils.toJSONString(members)))
                .build();
    }
}
