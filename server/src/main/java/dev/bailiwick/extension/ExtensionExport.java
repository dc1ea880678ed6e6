package dev.bailiwick.extension;

import dev.bailiwick.json.Json;
import dev.bailiwick.rbac.Worlds;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.web.Scratch;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes what a tenant has as an export of the original, which {@link ExtensionImport} reads.
 *
 * <p>All of it is of one moment, and users are never in memory as a whole. It goes to the disk first, as fast as the database
 * gives it, so that nobody keeps the database at that moment by taking the export slowly.
 */
public final class ExtensionExport {

    /** Of what is written. */
    public static final String MEDIA_TYPE = "application/json; charset=utf-8";

    private final Worlds worlds;
    private final Scratch scratch;

    public ExtensionExport(Worlds worlds, Scratch scratch) {
        this.worlds = worlds;
        this.scratch = scratch;
    }

    /** With room that no tenant can use up. */
    public ExtensionExport ofOperator() {
        return new ExtensionExport(worlds, scratch.ofOperator());
    }

    /** Writes the document, and nothing of it before all was read. */
    public void write(TenantId tenant, OutputStream out) throws IOException {
        try (var file = scratch.open(tenant.value())) {
            Deadline.within(
                    ExtensionApi.LIST_TIME,
                    () -> worlds.<Boolean>read(tenant, world -> {
                        Json.write(file.out(), ExportJson.of(world));
                        return true;
                    }));
            file.in().transferTo(out);
        }
    }
}
