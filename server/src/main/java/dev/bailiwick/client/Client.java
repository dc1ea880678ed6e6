package dev.bailiwick.client;

import java.util.List;

/**
 * A program that asks for tokens (RFC 6749 section 2). Its secret is not here: see {@link Clients#authenticate}.
 *
 * @param appType Auth0's kind of client: {@code non_interactive}, {@code spa}, {@code native}, {@code regular_web}
 * @param grantTypes those that it may use
 * @param callbacks where users may be sent after they signed in (RFC 6749 section 3.1.2)
 * @param isGlobal whether this is the tenant's one client "All Applications"
 */
public record Client(
        ClientId id, String name, String appType, List<String> grantTypes, List<String> callbacks, boolean isGlobal) {

    public Client {
        grantTypes = List.copyOf(grantTypes);
        callbacks = List.copyOf(callbacks);
    }
}
