package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Asset;
import dev.bailiwick.app.deploy.AssetFolder;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.user.UserImport.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Brings the folder of a whole tenant in: what auth0-deploy-cli has written, then {@link #USERS}, then {@link #EXTENSION}, as far
 * as they are there.
 *
 * @param told what became of each thing, as far as it is known
 */
record Auth0Import(Auth0Door door, Consumer<Outcome> told) {

    /** The file of users, in the forms that {@code import users} takes. */
    static final String USERS = "users.ndjson";

    /** The file of the Authorization Extension. */
    static final String EXTENSION = "authorization-extension.json";

    /** What the tool itself is told by. */
    private static final String CONFIGURATION = "config.json";

    private static final String USUAL_CONNECTION = "Username-Password-Authentication";

    /** What users are judged with before the rest is there. */
    private static final Set<String> CONNECTIONS = Set.of("connections", "databases");

    /**
     * How it went.
     *
     * @param users absent without a file of users
     * @param extension what the extension's import tells; absent without its file
     */
    record Report(List<Outcome> assets, Optional<UserFile.Counts> users, Optional<Object> extension) {

        /** Whether nothing was left out. */
        boolean isWhole() {
            return count(Outcome.Kind.LEFT_OUT) == 0
                    && users.filter(counts -> counts.refused() > 0).isEmpty();
        }

        long count(Outcome.Kind kind) {
            return assets.stream().filter(each -> each.kind() == kind).count();
        }
    }

    /**
     * Brings all of it in, or tells what would come of that.
     *
     * @param mappings what the markers in the tool's files stand for
     */
    Report run(Path folder, Map<String, JsonNode> mappings, boolean isDryRun) throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no such folder: " + folder);
        }
        var content = AssetFolder.read(folder, mappings, Set.of(USERS, EXTENSION, CONFIGURATION));
        content.leftOut().forEach(told);
        var done = door.put(content.assets(), isDryRun);
        done.forEach(told);
        var outcomes = new ArrayList<>(content.leftOut());
        outcomes.addAll(done);
        var users = folder.resolve(USERS);
        var extension = folder.resolve(EXTENSION);
        return new Report(
                outcomes,
                Files.exists(users) ? Optional.of(users(users, content.assets(), isDryRun)) : Optional.empty(),
                Files.exists(extension) ? Optional.of(extension(extension, isDryRun)) : Optional.empty());
    }

    private UserFile.Counts users(Path file, List<Asset> assets, boolean isDryRun)
            throws IOException, InterruptedException {
        var connections = assets.stream()
                .filter(asset -> CONNECTIONS.contains(asset.type()))
                .toList();
        Consumer<String> refusals = line -> told.accept(new Outcome(USERS, Outcome.Kind.LEFT_OUT, line));
        try (var opened = UserFile.open(file, refusals)) {
            var rules = new Rules(opened.isArray(), USUAL_CONNECTION, true);
            return opened.bringIn(some -> {
                var batch = new UserBatch(some, rules);
                return isDryRun ? door.tried(connections, batch) : door.take(batch);
            });
        }
    }

    private Object extension(Path file, boolean isDryRun) throws IOException, InterruptedException {
        try (var document = ProgressStream.open(file)) {
            return door.putExtension(document, isDryRun);
        }
    }
}
