package dev.bailiwick.app;

import static java.util.Map.entry;

import dev.bailiwick.app.AuthorizationMatrixTest.Row;
import java.util.Map;

/** How each route of Management API v1 is asked in the authorization matrix: by whoever is admitted, or by the global client alone. */
final class ManagementV1Rows {

    static final String ADMITTED = "admitted";
    static final String GLOBAL = "global";

    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("GET /clients", new Row("/clients", "", 200, GLOBAL)),
            entry("POST /clients", new Row("/clients", "{}", 400, GLOBAL)),
            entry("GET /clients/{id}", new Row("/clients/none", "", 404, GLOBAL)),
            entry("PUT /clients/{id}", new Row("/clients/none", "{\"name\":\"n\"}", 400, GLOBAL)),
            entry("PATCH /clients/{id}", new Row("/clients/none", "{}", 400, GLOBAL)),
            entry("DELETE /clients/{id}", new Row("/clients/none", "", 404, GLOBAL)),
            entry("GET /clients/{id}/users", new Row("/clients/none/users", "", 404, ADMITTED, GLOBAL)),
            entry("GET /users", new Row("/users", "", 200, ADMITTED, GLOBAL)),
            entry("POST /users", new Row("/users", "{}", 400, ADMITTED, GLOBAL)),
            entry("GET /users/{id}", new Row("/users/none", "", 404, ADMITTED, GLOBAL)),
            entry("PATCH /users/{id}", new Row("/users/none", "{}", 400, ADMITTED, GLOBAL)),
            entry("DELETE /users/{id}", new Row("/users/none", "", 404, ADMITTED, GLOBAL)),
            entry("DELETE /users", new Row("/users", "", 400, ADMITTED, GLOBAL)),
            entry("GET /users/{id}/devices", new Row("/users/none/devices", "", 404, ADMITTED, GLOBAL)),
            entry("POST /users/{id}/publickey", new Row("/users/none/publickey", "{}", 400, ADMITTED, GLOBAL)),
            entry("POST /users/{id}/public_key", new Row("/users/none/public_key", "{}", 400, ADMITTED, GLOBAL)),
            entry("DELETE /users/{id}/publickey", new Row("/users/none/publickey", "", 404, ADMITTED, GLOBAL)),
            entry("DELETE /users/{id}/public_key", new Row("/users/none/public_key", "", 404, ADMITTED, GLOBAL)),
            entry(
                    "DELETE /users/{id}/refresh_tokens/{token}",
                    new Row("/users/none/refresh_tokens/none", "", 404, ADMITTED, GLOBAL)),
            entry("GET /users/{id}/metadata", new Row("/users/none/metadata", "", 404, ADMITTED, GLOBAL)),
            entry("PUT /users/{id}/metadata", new Row("/users/none/metadata", "{}", 400, ADMITTED, GLOBAL)),
            entry("PATCH /users/{id}/metadata", new Row("/users/none/metadata", "{}", 400, ADMITTED, GLOBAL)),
            entry("PUT /users/{id}/email", new Row("/users/none/email", "{}", 400, ADMITTED, GLOBAL)),
            entry("PUT /users/{id}/password", new Row("/users/none/password", "{}", 400, ADMITTED, GLOBAL)),
            entry(
                    "POST /users/{id}/send_verification_email",
                    new Row("/users/none/send_verification_email", "", 400, ADMITTED, GLOBAL)),
            entry(
                    "POST /users/{id}/change_password_ticket",
                    new Row("/users/none/change_password_ticket", "", 400, ADMITTED, GLOBAL)),
            entry(
                    "POST /users/{id}/verification_ticket",
                    new Row("/users/none/verification_ticket", "", 400, ADMITTED, GLOBAL)),
            entry("GET /users/{id}/logs", new Row("/users/none/logs", "", 200, ADMITTED, GLOBAL)),
            entry("GET /connections/{connection}/users", new Row("/connections/none/users", "", 404, ADMITTED, GLOBAL)),
            entry("GET /socialconnections/users", new Row("/socialconnections/users", "", 200, ADMITTED, GLOBAL)),
            entry(
                    "GET /enterpriseconnections/users",
                    new Row("/enterpriseconnections/users", "", 200, ADMITTED, GLOBAL)),
            entry("GET /rules", new Row("/rules", "", 200, ADMITTED, GLOBAL)),
            entry("POST /rules", new Row("/rules", "{}", 400, ADMITTED, GLOBAL)),
            entry("GET /rules/{name}", new Row("/rules/none", "", 404, ADMITTED, GLOBAL)),
            entry("PUT /rules/{name}", new Row("/rules/none", "{}", 400, ADMITTED, GLOBAL)),
            entry("DELETE /rules/{name}", new Row("/rules/none", "", 404, ADMITTED, GLOBAL)),
            entry("GET /connections", new Row("/connections", "", 200, ADMITTED, GLOBAL)),
            entry("POST /connections", new Row("/connections", "{}", 400, ADMITTED, GLOBAL)),
            entry("POST ", new Row("", "{}", 400, ADMITTED, GLOBAL)),
            entry("GET /connections/{connection}", new Row("/connections/none", "", 404, ADMITTED, GLOBAL)),
            entry("PUT /connections/{connection}", new Row("/connections/none", "{}", 400, ADMITTED, GLOBAL)),
            entry("DELETE /connections/{connection}", new Row("/connections/none", "", 404, ADMITTED, GLOBAL)),
            entry("GET /strategies", new Row("/strategies", "", 200, ADMITTED, GLOBAL)),
            entry(
                    "GET /connection-templates/{strategy}",
                    new Row("/connection-templates/none", "", 404, ADMITTED, GLOBAL)),
            entry(
                    "PUT /connection-templates/{strategy}",
                    new Row("/connection-templates/none", "{}", 400, ADMITTED, GLOBAL)),
            entry(
                    "DELETE /connection-templates/{strategy}",
                    new Row("/connection-templates/none", "", 404, ADMITTED, GLOBAL)),
            entry("GET /logs", new Row("/logs", "", 200, ADMITTED, GLOBAL)),
            entry("GET /logs/{id}", new Row("/logs/0", "", 404, ADMITTED, GLOBAL)));

    private ManagementV1Rows() {}
}
