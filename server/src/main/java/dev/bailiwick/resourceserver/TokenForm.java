package dev.bailiwick.resourceserver;

import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;

/**
 * How the tokens for a resource server are written, as its {@code signing_alg} and {@code token_dialect} say.
 *
 * @param algorithm the name of a JWS algorithm (RFC 7518 section 3.1)
 * @param isRfc9068 whether they are as RFC 9068 has them, and not as Auth0 has them
 * @param hasPermissions whether they tell the permissions that are the resource server's
 * @param secretSealed what a symmetric algorithm signs with; '' where there is none
 */
public record TokenForm(String algorithm, boolean isRfc9068, boolean hasPermissions, String secretSealed) {

    /** The algorithm of every resource server that does not say otherwise. */
    public static final String USUAL_ALGORITHM = "RS256";

    private static final String PERMISSIONS = "_authz";

    /**
     * The form that is stored.
     *
     * @param dialect the one in effect
     */
    public static TokenForm of(String algorithm, String dialect, String secretSealed) {
        return new TokenForm(
                algorithm, dialect.startsWith("rfc9068_profile"), dialect.endsWith(PERMISSIONS), secretSealed);
    }

    /** The dialect in effect: there are no permissions to tell where no policies are enforced. */
    static String inEffect(String dialect, boolean enforcesPolicies) {
        return enforcesPolicies || !dialect.endsWith(PERMISSIONS)
                ? dialect
                : dialect.substring(0, dialect.length() - PERMISSIONS.length());
    }

    /** What a symmetric algorithm signs with. */
    public Secret secret(SecretBox box) {
        return SigningSecrets.open(box, secretSealed);
    }
}
