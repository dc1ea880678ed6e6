package dev.bailiwick.management.v2;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /tenants/settings}. */
final class TenantSettingsResource {

    private static final Schema UPDATE = Schema.of("tenant-settings-update");

    /** In the order in which Auth0 answers. */
    private static final List<String> MEMBERS = List.of(
            "allowed_logout_urls",
            "acr_values_supported",
            "change_password",
            "country_codes",
            "default_audience",
            "default_directory",
            "default_redirection_uri",
            "default_token_quota",
            "device_flow",
            "enabled_locales",
            "error_page",
            "flags",
            "friendly_name",
            "guardian_mfa_page",
            "idle_session_lifetime",
            "ephemeral_session_lifetime",
            "idle_ephemeral_session_lifetime",
            "picture_url",
            "sandbox_version",
            "legacy_sandbox_version",
            "session_lifetime",
            "support_email",
            "support_url");

    /** Versions that a tenant may have had elsewhere. */
    private static final List<String> KNOWN_SANDBOXES = List.of("22", "18", "16", "12", "8", "4");

    /** Versions for which scripts of administrators can be written. */
    private static final JsonObject SANDBOXES = JsonObject.of(Map.of("sandbox_versions_available", List.of("22")));

    private final TenantSettings settings;

    TenantSettingsResource(TenantSettings settings) {
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("tenant_settings_route", this::get), Operations.route("patch_settings", this::change));
    }

    private Answer get(Call call) {
        var found = ordered(settings.get(call.tenant().id())).mergedWith(SANDBOXES, Set.of());
        return Answer.ok(Fields.of(call).of(found));
    }

    private Answer change(Call call) {
        var patch = UPDATE.read(call);
        requireKnownSandbox(patch);
        return Answer.ok(ordered(settings.change(call.tenant().id(), patch, call.origin())));
    }

    private static void requireKnownSandbox(JsonObject patch) {
        if (patch.text("/sandbox_version")
                .filter(version -> !KNOWN_SANDBOXES.contains(version))
                .isPresent()) {
            throw new Problem.NotAllowed(
                            "The sandbox_version provided is invalid. Please use one of the available options: "
                                    + Json.text(KNOWN_SANDBOXES))
                    .asException();
        }
    }

    private static JsonObject ordered(JsonObject found) {
        return found.in(Stream.concat(MEMBERS.stream(), found.names().stream())
                .distinct()
                .toList());
    }
}
