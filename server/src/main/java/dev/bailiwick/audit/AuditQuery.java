package dev.bailiwick.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit log are wanted.
 *
 * @param before the id of the oldest entry that is known already
 * @param withTokens whether tokens that were issued or refused are wanted beside changes
 * @param limit how many at most
 */
public record AuditQuery(
        Optional<Instant> since,
        Optional<String> actor,
        Optional<String> kind,
        Optional<String> objectId,
        Optional<String> before,
        boolean withTokens,
        int limit) {

    /** The longest page. */
    public static final int MOST = 1_000;
}
