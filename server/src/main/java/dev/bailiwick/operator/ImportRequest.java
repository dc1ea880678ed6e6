package dev.bailiwick.operator;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.web.Call;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for beside the document of an import.
 *
 * @param isDryRun whether to tell what would change, and to change nothing
 * @param secrets those of the original installation, if its API key is to be taken over
 */
public record ImportRequest(boolean isDryRun, Optional<Secrets> secrets) {

    /** The parameter that asks for {@link #isDryRun}. */
    static final String DRY_RUN = "dry_run";

    /** The header with the original's {@code AUTH0_CLIENT_SECRET}. */
    static final String CLIENT_SECRET = "X-Original-Client-Secret";

    /** The header with the original's {@code EXTENSION_SECRET}. */
    static final String EXTENSION_SECRET = "X-Original-Extension-Secret";

    /** What the original had in its environment. */
    public record Secrets(Secret client, Secret extension) {}

    /** What {@link #of} reads. */
    public Map<String, String> headers() {
        return secrets.map(known -> Map.of(
                        CLIENT_SECRET,
                        known.client().reveal(),
                        EXTENSION_SECRET,
                        known.extension().reveal()))
                .orElse(Map.of());
    }

    /** What {@link #of} reads, after the path. */
    public String query() {
        return isDryRun ? "?" + DRY_RUN + "=true" : "";
    }

    /** Refuses one secret without the other. */
    static ImportRequest of(Call call) {
        var request = call.request();
        var client = request.header(CLIENT_SECRET).map(Secret::new);
        var extension = request.header(EXTENSION_SECRET).map(Secret::new);
        if (client.isPresent() != extension.isPresent()) {
            throw new Problem.Unreadable(Part.QUERY, CLIENT_SECRET + " and " + EXTENSION_SECRET + " belong together.")
                    .asException();
        }
        return new ImportRequest(
                OperatorQuery.of(call.query(), Set.of(DRY_RUN)).isTrue(DRY_RUN),
                client.map(secret -> new Secrets(secret, extension.orElseThrow())));
    }
}
