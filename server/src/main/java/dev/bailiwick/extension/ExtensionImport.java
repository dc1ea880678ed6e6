package dev.bailiwick.extension;

import dev.bailiwick.apikey.ApiKeys;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.rbac.Difference;
import dev.bailiwick.rbac.World;
import dev.bailiwick.rbac.Worlds;
import dev.bailiwick.tenant.TenantId;
import java.io.InputStream;
import java.util.Optional;

/** Reads an export of the original and puts it in the place of what a tenant has. */
public final class ExtensionImport {

    private final Worlds worlds;
    private final ApiKeys apiKeys;

    public ExtensionImport(Worlds worlds, ApiKeys apiKeys) {
        this.worlds = worlds;
        this.apiKeys = apiKeys;
    }

    /** What can become of a document's API key. */
    public enum KeyOutcome {
        /** The document holds none, and the tenant's own stays. */
        ABSENT,
        /** Without the original's secrets it is of no use, and the tenant's own stays. */
        LEFT_OUT,
        /** It is the tenant's now. */
        TAKEN
    }

    /**
     * What an import brought, and what it left out because it cannot have a meaning.
     *
     * @param apiKey what became of the document's API key
     */
    public record Summary(
            int groups,
            int roles,
            int permissions,
            long memberships,
            long droppedRepeats,
            long droppedMembers,
            KeyOutcome apiKey) {

        static Summary of(World world, DocumentReader reader, KeyOutcome apiKey) {
            long members = world.groups().stream()
                    .mapToLong(group ->
                            group.members() == null ? 0 : group.members().size())
                    .sum();
            long users = world.roles().stream()
                    .mapToLong(role -> role.users() == null ? 0 : role.users().size())
                    .sum();
            return new Summary(
                    world.groups().size(),
                    world.roles().size(),
                    world.permissions().size(),
                    members + users,
                    reader.droppedRepeats(),
                    reader.droppedMembers(),
                    apiKey);
        }
    }

    /** What {@link #replace} would change, and refuses what it would; nothing is written. */
    public Difference compare(TenantId tenant, InputStream document) {
        return worlds.compare(tenant, new DocumentReader().read(document));
    }

    /**
     * Replaces all groups, roles, permissions and switches of the tenant, or changes nothing.
     *
     * <p>Refuses with {@link dev.bailiwick.problem.Problem.Unreadable} what is no JSON, and with
     * {@link dev.bailiwick.problem.Problem.Invalid}, which names the place by its JSON pointer, what cannot be kept.
     *
     * @param secrets with them the document's API key takes the place of the tenant's own, which else stays
     */
    public Summary replace(TenantId tenant, InputStream document, Optional<OriginalSecrets> secrets, Origin origin) {
        var reader = new DocumentReader();
        var world = reader.read(document);
        var apiKey = secrets.flatMap(known -> reader.apiKey().map(known::apiKey));
        worlds.replace(tenant, world, origin, tx -> apiKey.ifPresent(key -> apiKeys.adopt(tx, tenant, key, origin)));
        return Summary.of(
                world,
                reader,
                apiKey.isPresent()
                        ? KeyOutcome.TAKEN
                        : reader.apiKey().isPresent() ? KeyOutcome.LEFT_OUT : KeyOutcome.ABSENT);
    }
}
