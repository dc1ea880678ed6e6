package dev.bailiwick.tenant;

import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as its operator sees it.
 *
 * @param port the listener port that is this tenant's alone
 * @param isDefault whether it was there first, and answers for hosts that no tenant has
 */
public record ListedTenant(Tenant tenant, Optional<Integer> port, boolean isDefault, Instant createdAt) {}
