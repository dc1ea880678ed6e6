package dev.bailiwick.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.tenant.ListedTenant;
import org.jspecify.annotations.Nullable;

/** A tenant as its operator reads it; the client only where it was made just now. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TenantJson(
        String name,
        String domain,
        String issuer,
        @Nullable Integer port,
        @JsonProperty("is_default") boolean isDefault,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable String clientSecret) {

    static TenantJson of(ListedTenant listed) {
        return of(listed, null, null);
    }

    static TenantJson of(Tenancy.Founded founded) {
        return of(
                founded.tenant(),
                founded.clientId().value(),
                founded.clientSecret().reveal());
    }

    private static TenantJson of(ListedTenant listed, @Nullable String clientId, @Nullable String clientSecret) {
        var tenant = listed.tenant();
        return new TenantJson(
                tenant.name(),
                tenant.domain(),
                tenant.issuer(),
                listed.port().orElse(null),
                listed.isDefault(),
                listed.createdAt().toString(),
                clientId,
                clientSecret);
    }
}
