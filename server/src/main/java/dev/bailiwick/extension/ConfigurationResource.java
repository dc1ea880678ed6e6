package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.post;

import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /configuration} of the Authorization Extension: the whole of it, out and in. */
final class ConfigurationResource {

    private static final long IMPORT_LIMIT = 50L << 20;
    private static final Duration IMPORT_TIME = Duration.ofMinutes(10);

    private final ExtensionExport exports;
    private final ExtensionImport imports;

    ConfigurationResource(ExtensionExport exports, ExtensionImport imports) {
        this.exports = exports;
        this.imports = imports;
    }

    List<Route> routes() {
        return List.of(
                get("/configuration/export", anyOf("read:configuration"), this::exportAll),
                post("/configuration/import", anyOf("update:configuration"), this::importAll)
                        .upTo(IMPORT_LIMIT)
                        .within(IMPORT_TIME));
    }

    private Answer exportAll(Call call) {
        return Answer.streamed(
                ExtensionExport.MEDIA_TYPE, out -> exports.write(call.tenant().id(), out));
    }

    /** With {@code ?dry_run=true}, which is ours, tells what would change and changes nothing. */
    private Answer importAll(Call call) {
        if (Joi.isOn(call.query(), "dry_run")) {
            return Answer.streamed(imports.compare(call.tenant().id(), call.body().stream()));
        }
        imports.replace(call.tenant().id(), call.body().stream(), Optional.empty(), call.origin());
        return Answer.noContent();
    }
}
