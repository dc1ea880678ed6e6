package dev.bailiwick.app;

import static java.util.Map.entry;

import dev.bailiwick.app.AuthorizationMatrixTest.Row;
import java.util.Map;

/** How each built route of Management API v2 is asked in the authorization matrix. */
final class ManagementRows {

    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("GET /roles", new Row("/roles", "", 200, "read:roles")),
            entry("POST /roles", new Row("/roles", "{}", 400, "create:roles")),
            entry("GET /roles/{id}", new Row("/roles/none", "", 404, "read:roles")),
            entry("PATCH /roles/{id}", new Row("/roles/none", "{}", 404, "update:roles")),
            entry("DELETE /roles/{id}", new Row("/roles/none", "", 404, "delete:roles")),
            entry("GET /roles/{id}/permissions", new Row("/roles/none/permissions", "", 404, "read:roles")),
            entry("POST /roles/{id}/permissions", new Row("/roles/none/permissions", "{}", 400, "update:roles")),
            entry("DELETE /roles/{id}/permissions", new Row("/roles/none/permissions", "{}", 400, "update:roles")),
            entry("GET /tenants/settings", new Row("/tenants/settings", "", 200, "read:tenant_settings")),
            entry("PATCH /tenants/settings", new Row("/tenants/settings", "{}", 400, "update:tenant_settings")),
            entry("GET /keys/signing", new Row("/keys/signing", "", 200, "read:signing_keys")),
            entry("GET /keys/signing/{kid}", new Row("/keys/signing/none", "", 404, "read:signing_keys")),
            entry(
                    "POST /keys/signing/rotate",
                    new Row("/keys/signing/rotate?x=y", "", 400, "create:signing_keys", "update:signing_keys")),
            entry(
                    "PUT /keys/signing/{kid}/revoke",
                    new Row("/keys/signing/none/revoke", "", 404, "update:signing_keys")),
            entry("GET /logs", new Row("/logs", "", 200, "read:logs", "read:logs_users")),
            entry("GET /logs/{id}", new Row("/logs/0", "", 404, "read:logs", "read:logs_users")),
            entry("GET /grants", new Row("/grants", "", 200, "read:grants")),
            entry("DELETE /grants", new Row("/grants?user_id=u", "", 204, "delete:grants")),
            entry("DELETE /grants/{id}", new Row("/grants/none", "", 204, "delete:grants")),
            entry("GET /device-credentials", new Row("/device-credentials", "", 200, "read:device_credentials")),
            entry(
                    "POST /device-credentials",
                    new Row("/device-credentials", "{}", 400, "create:current_user_device_credentials")),
            entry(
                    "DELETE /device-credentials/{id}",
                    new Row(
                            "/device-credentials/none",
                            "",
                            204,
                            "delete:device_credentials",
                            "delete:current_user_device_credentials")));

    private ManagementRows() {}
}
