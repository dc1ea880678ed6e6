package dev.bailiwick.extension;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.rbac.World;
import dev.bailiwick.rbac.Worlds;
import dev.bailiwick.tenant.TenantId;
import java.io.InputStream;

/** Reads an export of the original and puts it in the place of what a tenant has. */
public final class ExtensionImport {

    private final Worlds worlds;

    public ExtensionImport(Worlds worlds) {
        this.worlds = worlds;
    }

    /** What an import brought, and what it left out because it cannot have a meaning. */
    public record Summary(
            int groups, int roles, int permissions, long memberships, long droppedRepeats, long droppedMembers) {

        static Summary of(World world, DocumentReader reader) {
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
                    reader.droppedMembers());
        }
    }

    /**
     * Replaces all groups, roles, permissions and switches of the tenant, or changes nothing.
     *
     * <p>Refuses with {@link dev.bailiwick.problem.Problem.Unreadable} what is no JSON, and with
     * {@link dev.bailiwick.problem.Problem.Invalid}, which names the place by its JSON pointer, what cannot be kept.
     */
    public Summary replace(TenantId tenant, InputStream document, Origin origin) {
        var reader = new DocumentReader();
        var world = reader.read(document);
        worlds.replace(tenant, world, origin);
        return Summary.of(world, reader);
    }
}
