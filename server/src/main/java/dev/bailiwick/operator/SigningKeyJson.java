package dev.bailiwick.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.token.SigningKey;
import org.jspecify.annotations.Nullable;

/** A signing key as the operator's commands see it; times are ISO 8601. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SigningKeyJson(
        String kid,
        String state,
        String since,
        @JsonProperty("accepted_until") @Nullable String acceptedUntil) {

    /** The wire form of a key. */
    public static SigningKeyJson of(SigningKey key) {
        var end = key.acceptedUntil();
        return new SigningKeyJson(
                key.kid(), key.state().word(), key.since().toString(), end == null ? null : end.toString());
    }
}
