package dev.bailiwick.app;

import dev.bailiwick.app.deploy.AssetWriter;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.operator.TenantAssets.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole tenant to a new folder, as {@link Auth0Import} takes it. */
record Auth0Export(Auth0Door door) {

    /** How much was written, and what could not be. */
    record Report(int assets, long users, List<Outcome> leftOut) {}

    /** A folder that cannot be filled is left as it was. */
    Report run(Path folder, Wanted wanted, boolean hasHashes) throws IOException, InterruptedException {
        boolean isNew = AssetWriter.folder(folder);
        boolean isWhole = false;
        try {
            var report = fill(folder, wanted, hasHashes);
            isWhole = true;
            return report;
        } finally {
            if (!isWhole) {
                AssetWriter.clear(folder, isNew);
            }
        }
    }

    private Report fill(Path folder, Wanted wanted, boolean hasHashes) throws IOException, InterruptedException {
        var read = door.assets(wanted);
        var writer = new AssetWriter(folder);
        for (var asset : read.assets()) {
            writer.write(asset);
        }
        var leftOut = new ArrayList<>(read.leftOut());
        long users;
        try (var lines = OwnersFile.lines(OwnersFile.create(folder.resolve(Auth0Import.USERS)))) {
            OperatorUsers.gap(door.users(hasHashes, lines))
                    .ifPresent(gap -> leftOut.add(new Outcome(Auth0Import.USERS, Outcome.Kind.LEFT_OUT, gap)));
            users = lines.count();
        }
        try (var out = OwnersFile.create(folder.resolve(Auth0Import.EXTENSION))) {
            door.extension(out);
        }
        return new Report(read.assets().size(), users, List.copyOf(leftOut));
    }
}
