package dev.bailiwick.connection;

import dev.bailiwick.client.ClientId;
import java.util.List;
import java.util.Optional;

/**
 * Which connections are wanted.
 *
 * @param strategies if there are any, those of one of them
 * @param client if there is one, those that are enabled for it
 */
public record ConnectionFilter(Optional<String> name, List<String> strategies, Optional<ClientId> client) {

    /** All. */
    public static final ConnectionFilter ALL = new ConnectionFilter(Optional.empty(), List.of(), Optional.empty());

    public ConnectionFilter {
        strategies = List.copyOf(strategies);
    }
}
