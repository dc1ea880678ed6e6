package dev.bailiwick.extension;

import dev.bailiwick.apikey.ApiKeys;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.rbac.Difference;
import dev.bailiwick.rbac.LongWorld;
import dev.bailiwick.rbac.Worlds;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.web.Scratch;
import dev.bailiwick.web.ScratchFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads an export of the original and puts it in the place of what a tenant has.
 *
 * <p>The document goes to the disk and is read there, once to look whether it can be kept and then for its users. In memory are
 * the groups, roles and permissions and what joins them, as for decisions, and never the users, of whom there can be millions.
 */
public final class ExtensionImport {

    /** Of groups, roles, permissions and entries of their lists: some hundred MB of memory. */
    private static final int MOST = 250_000;

    private final Worlds worlds;
    private final ApiKeys apiKeys;
    private final Scratch scratch;
    private final int most;

    public ExtensionImport(Worlds worlds, ApiKeys apiKeys, Scratch scratch) {
        this(worlds, apiKeys, scratch, MOST);
    }

    private ExtensionImport(Worlds worlds, ApiKeys apiKeys, Scratch scratch, int most) {
        this.worlds = worlds;
        this.apiKeys = apiKeys;
        this.scratch = scratch;
        this.most = most;
    }

    /** With room that no tenant can use up, for documents as large as memory holds. */
    public ExtensionImport ofOperator() {
        return new ExtensionImport(worlds, apiKeys, scratch.ofOperator(), Integer.MAX_VALUE);
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

        static Summary of(LongWorld world, DocumentReader reader, long memberships, KeyOutcome apiKey) {
            return new Summary(
                    world.groups().size(),
                    world.roles().size(),
                    world.permissions().size(),
                    memberships,
                    reader.droppedRepeats() + reader.users() - memberships,
                    reader.droppedMembers(),
                    apiKey);
        }
    }

    /** What {@link #replace} would change, and refuses what it would; nothing is written. */
    public Difference compare(TenantId tenant, InputStream document) {
        try (var file = scratch.open(tenant.value());
                var reader = new DocumentReader(file, new Room(most))) {
            keep(document, file);
            return worlds.compare(tenant, reader.read());
        }
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
        try (var file = scratch.open(tenant.value());
                var reader = new DocumentReader(file, new Room(most))) {
            keep(document, file);
            var world = reader.read();
            var apiKey = secrets.flatMap(known -> reader.apiKey().map(known::apiKey));
            long memberships = worlds.replace(
                    tenant, world, origin, tx -> apiKey.ifPresent(key -> apiKeys.adopt(tx, tenant, key, origin)));
            return Summary.of(
                    world,
                    reader,
                    memberships,
                    apiKey.isPresent()
                            ? KeyOutcome.TAKEN
                            : reader.apiKey().isPresent() ? KeyOutcome.LEFT_OUT : KeyOutcome.ABSENT);
        }
    }

    private static void keep(InputStream document, ScratchFile file) {
        try {
            document.transferTo(file.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
