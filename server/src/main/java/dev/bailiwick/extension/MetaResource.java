package dev.bailiwick.extension;

import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /meta}, beside the API and not below it: by what name and version the extension introduces itself. */
final class MetaResource {

    /** What the original of version 2.13.7 says of itself. */
    private static final String VERSION = "2.13.0";

    private static final ManifestJson MANIFEST = new ManifestJson(
            "Auth0 Authorization",
            "auth0-authz",
            VERSION,
            "Bailiwick",
            "Groups, roles and permissions of users, served by Bailiwick.",
            "application",
            List.of("auth0", "extension"));

    private MetaResource() {}

    /** The extension's manifest, without what only its host needed for installing it. */
    record ManifestJson(
            String title,
            String name,
            String version,
            String author,
            String description,
            String type,
            List<String> keywords) {}

    static List<Route> routes() {
        return List.of(Route.get("/meta", Access.anyone(), _ -> Answer.ok(MANIFEST)));
    }
}
