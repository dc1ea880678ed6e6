package dev.bailiwick.client;

import java.util.Optional;

/**
 * Which client grants are wanted.
 *
 * @param isForAnyOrganization only those that any organization may use
 */
public record ClientGrantFilter(
        Optional<String> audience,
        Optional<String> client,
        Optional<String> subjectType,
        boolean isForAnyOrganization) {}
