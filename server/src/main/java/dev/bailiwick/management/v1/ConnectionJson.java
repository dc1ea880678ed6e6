package dev.bailiwick.management.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.connection.Connection;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.web.Call;
import java.util.Set;
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

    /** The strategies that had tickets in 2013. */
    private static final Set<String> TICKETED = Set.of("adfs", "google-apps", "office365");

    static ConnectionJson of(Call call, Connection shown) {
        boolean hasTicket = TICKETED.contains(shown.strategy());
        return new ConnectionJson(
                shown.objectId(),
                shown.objectId(),
                Routes.client(call).value(),
                shown.name(),
                shown.strategy(),
                shown.isEnabled() ? 1 : 0,
                shown.options(),
                hasTicket ? shown.ticket() : null,
                hasTicket ? shown.ticketUrl(call.tenant()).orElse(null) : null);
    }
}
