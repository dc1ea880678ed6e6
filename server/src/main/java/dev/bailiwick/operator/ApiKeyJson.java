package dev.bailiwick.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.apikey.ApiKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An API key as the operator's commands see it; times are ISO 8601. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKeyJson(
        String id,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("accepted_until") @Nullable String acceptedUntil,
        @JsonProperty("last_used") @Nullable String lastUsed) {

    /** The wire form of a key. */
    public static ApiKeyJson of(ApiKey key) {
        return new ApiKeyJson(key.id(), key.createdAt().toString(), text(key.acceptedUntil()), text(key.lastUsed()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return Optional.ofNullable(time).map(Instant::toString).orElse(null);
    }
}
