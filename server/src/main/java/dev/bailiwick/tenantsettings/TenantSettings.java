package dev.bailiwick.tenantsettings;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of each tenant: what was set, over what a new tenant has. */
public final class TenantSettings {

    private static final String FLAGS = "flags";

    /** How many characters what was set may have, written as JSON. */
    private static final int LONGEST = 65_536;

    /** What a new tenant of Auth0 answers. */
    private static final JsonObject PRESETS = JsonObject.ofWritten("""
            {
              "enabled_locales": ["en"],
              "flags": {
                "allow_changing_enable_sso": false,
                "disable_impersonation": true,
                "enable_sso": true,
                "new_universal_login_experience_enabled": true,
                "universal_login": true,
                "revoke_refresh_token_grant": false,
                "disable_clickjack_protection_headers": false
              },
              "sandbox_version": "22",
              "oidc_logout": {"rp_logout_end_session_endpoint_discovery": true},
              "universal_login": {},
              "resource_parameter_profile": "audience",
              "phone_consolidated_experience": false,
              "client_id_metadata_document_supported": false
            }
            """);

    /** Whose empty text takes the member away, as null does with others. */
    private static final List<String> GONE_WHEN_EMPTY = List.of("default_redirection_uri");

    private final Database database;
    private final AuditLog audit;
    private final TenantSettingsStore store = new TenantSettingsStore();

    public TenantSettings(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** All settings that have a value. */
    public JsonObject get(TenantId tenant) {
        return complete(database.read(tx -> store.find(tx, tenant)).orElse(JsonObject.of(Map.of())));
    }

    /**
     * Puts each member of the patch in the place of what was there; of the flags, each single one. A member that is null goes
     * back to what a new tenant has. Refuses with {@link Problem.Invalid} what is too long, and with
     * {@link Problem.NotAllowed} a flag that stays as it is.
     */
    public JsonObject change(TenantId tenant, JsonObject patch, Origin origin) {
        return database.transaction(tx -> {
            var before = store.lock(tx, tenant);
            var wanted = Lifetimes.inHours(patch);
            var merged = before.mergedWith(wanted, Set.of(FLAGS)).withoutNulls().within(LONGEST, "");
            var after = merged.without(GONE_WHEN_EMPTY.stream()
                    .filter(name ->
                            merged.text("/" + name).filter(String::isEmpty).isPresent())
                    .toList());
            requireSettled(complete(before), complete(after));
            if (!after.equals(before)) {
                store.update(tx, tenant, after);
                audit.record(
                        tx,
                        tenant,
                        origin,
                        "update",
                        "tenant settings",
                        "",
                        before.only(wanted.names()).toString(),
                        after.only(wanted.names()).toString());
            }
            return complete(after);
        });
    }

    /** The audience of a token request that names none; empty when the tenant has set none. */
    public Optional<String> defaultAudience(TenantId tenant) {
        return database.read(tx -> store.find(tx, tenant))
                .flatMap(settings -> settings.text("/default_audience"))
                .filter(audience -> !audience.isEmpty());
    }

    /** Whether one login is for all clients changes only where the tenant says that it may. */
    private static void requireSettled(JsonObject before, JsonObject after) {
        boolean mayChange = after.flag("/flags/allow_changing_enable_sso").orElse(false);
        if (!mayChange && !after.flag("/flags/enable_sso").equals(before.flag("/flags/enable_sso"))) {
            throw new Problem.NotAllowed("Updating the enable_sso flag is not allowed.").asException();
        }
    }

    private static JsonObject complete(JsonObject set) {
        return PRESETS.mergedWith(set, Set.of(FLAGS));
    }
}
