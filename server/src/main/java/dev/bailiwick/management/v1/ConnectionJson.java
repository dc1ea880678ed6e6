package dev.bailiwick.management.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.connection.Connection;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.web.Call;
import org.jspecify.annotations.Nullable;

/**
 * A connection as this API writes it.
 *
 * @param clientId of whoever asks
 * @param status 1 where the connection is enabled for any client, and otherwise 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectionJson(
        @JsonProperty("_id") String objectId,
        String id,
        @JsonProperty("client_id") String clientId,
        String name,
        String strategy,
        int status,
        JsonObject options,
        @JsonProperty("provisioning_ticket") @Nullable String ticket,
        @JsonProperty("provisioning_ticket_url") @Nullable String ticketUrl) {

    static ConnectionJson of(Call call, Connection shown) {
        return new ConnectionJson(
                shown.objectId(),
                shown.objectId(),
                Routes.client(call).value(),
                shown.name(),
                shown.strategy(),
                shown.isEnabled() ? 1 : 0,
                shown.options(),
                shown.ticket().isEmpty() ? null : shown.ticket(),
                shown.ticketUrl(call.tenant()).orElse(null));
    }
}
