package dev.bailiwick.problem;

/** Why a caller of an API is not believed. */
public enum AuthenticationFailure {
    /** No credentials at all. */
    MISSING,
    /** An Authorization header of another scheme, or of no scheme. */
    UNKNOWN_SCHEME,
    /** A token that cannot be taken apart. */
    MALFORMED_TOKEN,
    /** Not signed by a key of this tenant, or with an algorithm that is not the key's. */
    BAD_SIGNATURE,
    /** Issued by somebody else. */
    BAD_ISSUER,
    /** Issued for another API. */
    BAD_AUDIENCE,
    /** Past its time. */
    EXPIRED,
    /** Before its time. */
    NOT_YET_VALID,
    /** A token of another kind than the API takes, such as a user's where a machine's is asked for. */
    WRONG_KIND,
    /** No API key where one would do, or none that is accepted. */
    BAD_API_KEY
}
