package dev.bailiwick.app;

import static java.util.Map.entry;

import dev.bailiwick.app.AuthorizationMatrixTest.Row;
import java.util.Map;

/** How each built route of Management API v2 is asked in the authorization matrix. */
final class ManagementRows {

    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("GET /connections", new Row("/connections", "", 200, "read:connections")),
            entry("POST /connections", new Row("/connections", "{}", 400, "create:connections")),
            entry("GET /connections/{id}", new Row("/connections/none", "", 404, "read:connections")),
            entry("PATCH /connections/{id}", new Row("/connections/none", "{}", 404, "update:connections")),
            entry("DELETE /connections/{id}", new Row("/connections/none", "", 204, "delete:connections")),
            entry("GET /connections/{id}/status", new Row("/connections/none/status", "", 404, "read:connections")),
            entry("GET /connections/{id}/clients", new Row("/connections/none/clients", "", 404, "read:connections")),
            entry(
                    "PATCH /connections/{id}/clients",
                    new Row("/connections/none/clients", "[]", 400, "update:connections")),
            entry("GET /resource-servers", new Row("/resource-servers", "", 200, "read:resource_servers")),
            entry("POST /resource-servers", new Row("/resource-servers", "{}", 400, "create:resource_servers")),
            entry("GET /resource-servers/{id}", new Row("/resource-servers/none", "", 404, "read:resource_servers")),
            entry(
                    "PATCH /resource-servers/{id}",
                    new Row("/resource-servers/none", "{}", 404, "update:resource_servers")),
            entry(
                    "DELETE /resource-servers/{id}",
                    new Row("/resource-servers/none", "", 204, "delete:resource_servers")));

    private ManagementRows() {}
}
