package dev.bailiwick.client;

import java.util.Optional;

/**
 * Which client grants are wanted.
 *
 * @param isForThirdParties only those that are for no one client
 * @param isForAnyOrganization only those that any organization may use
 */
public record ClientGrantFilter(
        Optional<String> audience,
        Optional<String> client,
        Optional<String> subjectType,
        boolean isForThirdParties,
        boolean isForAnyOrganization) {}
