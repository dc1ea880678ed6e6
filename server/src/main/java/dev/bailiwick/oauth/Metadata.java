package dev.bailiwick.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.client.GrantType;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.SigningKey;
import dev.bailiwick.token.SigningKeys;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client can find out by itself under {@code /.well-known}: RFC 8414 metadata and the RFC 7517 key set. */
final class Metadata {

    private static final String CACHE = "public, max-age=" + SigningKeys.KEY_SET_LIFETIME.toSeconds();

    private final SigningKeys keys;
    private final ResourceServers resourceServers;

    Metadata(SigningKeys keys, ResourceServers resourceServers) {
        this.keys = keys;
        this.resourceServers = resourceServers;
    }

    /** Where a tenant's tokens are asked for. */
    static String tokenUrl(Tenant tenant) {
        return tenant.issuer() + "oauth/token";
    }

    /** The server's metadata. It lists what is there and nothing else. */
    record MetadataJson(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("grant_types_supported") List<String> grantTypes,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> tokenEndpointAuthMethods,

            @JsonProperty("token_endpoint_auth_signing_alg_values_supported")
            List<String> tokenEndpointAuthAlgorithms) {

        static MetadataJson of(Tenant tenant) {
            var issuer = tenant.issuer();
            return new MetadataJson(
                    issuer,
                    tokenUrl(tenant),
                    issuer + ".well-known/jwks.json",
                    List.of(),
                    List.of(GrantType.CLIENT_CREDENTIALS),
                    List.of("client_secret_basic", "client_secret_post", "private_key_jwt"),
                    ClientKey.ALGORITHMS.stream().sorted().toList());
        }
    }

    Answer metadata(Call call) {
        return Answer.ok(MetadataJson.of(call.tenant())).with("Cache-Control", CACHE);
    }

    record KeySetJson(List<Map<String, Object>> keys) {}

    Answer keySet(Call call) {
        var tenant = call.tenant().id();
        var algorithm = onlyAlgorithm(resourceServers.signingAlgorithms(tenant));
        var jwks = keys.list(tenant).stream().map(key -> jwk(key, algorithm)).toList();
        return Answer.ok(new KeySetJson(jwks)).with("Cache-Control", CACHE);
    }

    /** The one by which the keys sign; null when some resource server has its tokens signed by another one. */
    private static @Nullable JWSAlgorithm onlyAlgorithm(Set<String> used) {
        boolean isOnly = used.stream()
                .map(JWSAlgorithm::parse)
                .filter(JWSAlgorithm.Family.RSA::contains)
                .allMatch(JWSAlgorithm.RS256::equals);
        return isOnly ? JWSAlgorithm.RS256 : null;
    }

    /** With {@code x5t}, the SHA-1 thumbprint, which Auth0's clients know and the library has given up. */
    private static Map<String, Object> jwk(SigningKey key, @Nullable JWSAlgorithm algorithm) {
        try {
            var encoded = key.certificate().getEncoded();
            var jwk = new RSAKey.Builder((RSAPublicKey) key.certificate().getPublicKey())
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(key.kid())
                    .algorithm(algorithm)
                    .x509CertChain(List.of(Base64.encode(encoded)))
                    .build()
                    .toJSONObject();
            jwk.put("x5t", Base64URL.encode(Pem.thumbprint(key.certificate())).toString());
            return jwk;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
