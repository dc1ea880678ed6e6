package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What an operator carries in and out of a tenant as a whole, in the forms of Auth0's own tools. */
public interface TenantAssets {

    /**
     * What is wanted beside what always is.
     *
     * @param hasIds whether clients keep their ids
     * @param hasSecrets whether secrets are written, too
     */
    record Wanted(boolean hasIds, boolean hasSecrets) {}

    /**
     * Puts assets in, or tells what would become of them, and of users after them.
     *
     * @param users whom to take after the assets, to see whether they can be; nobody comes in by this
     */
    Object put(String tenant, JsonNode assets, Optional<UserBatch> users, boolean isDryRun, Origin origin);

    /** The assets of a tenant. */
    Object get(String tenant, Wanted wanted, Origin origin);
}
