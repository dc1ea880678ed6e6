package dev.bailiwick.oauth.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A token response (RFC 6749 section 5.1).
 *
 * @param scope what was granted; absent when that is nothing
 * @param expiresIn in seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenJson(
        @JsonProperty("access_token") String accessToken,
        @Nullable String scope,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("token_type") String tokenType) {}
