package dev.bailiwick.client;

import java.util.List;
import java.util.Optional;

/**
 * Which clients are wanted.
 *
 * @param appTypes any of these; all when it is empty
 * @param isInAnyOrganization only those with a client grant that any organization may use
 */
public record ClientFilter(
        Optional<Boolean> isGlobal,
        Optional<Boolean> isFirstParty,
        List<String> appTypes,
        boolean isInAnyOrganization) {

    /** All clients. */
    public static final ClientFilter ALL = new ClientFilter(Optional.empty(), Optional.empty(), List.of(), false);

    public ClientFilter {
        appTypes = List.copyOf(appTypes);
    }
}
