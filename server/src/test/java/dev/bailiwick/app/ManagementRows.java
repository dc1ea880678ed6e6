package dev.bailiwick.app;

import static java.util.Map.entry;

import dev.bailiwick.app.AuthorizationMatrixTest.Row;
import java.util.HashMap;
import java.util.Map;

/** How each built route of Management API v2 is asked in the authorization matrix. */
final class ManagementRows {

    private static final Map<String, Row> SINGLE = Map.ofEntries(
            entry(
                    "GET /users/{id}/authentication-methods",
                    new Row("/users/none/authentication-methods", "", 404, "read:authentication_methods")),
            entry(
                    "POST /users/{id}/authentication-methods",
                    new Row("/users/none/authentication-methods", "{}", 400, "create:authentication_methods")),
            entry(
                    "PUT /users/{id}/authentication-methods",
                    new Row("/users/none/authentication-methods", "[]", 404, "update:authentication_methods")),
            entry(
                    "DELETE /users/{id}/authentication-methods",
                    new Row("/users/none/authentication-methods", "", 204, "delete:authentication_methods")),
            entry(
                    "GET /users/{id}/authentication-methods/{authentication_method_id}",
                    new Row("/users/none/authentication-methods/none", "", 404, "read:authentication_methods")),
            entry(
                    "PATCH /users/{id}/authentication-methods/{authentication_method_id}",
                    new Row("/users/none/authentication-methods/none", "{}", 404, "update:authentication_methods")),
            entry(
                    "DELETE /users/{id}/authentication-methods/{authentication_method_id}",
                    new Row("/users/none/authentication-methods/none", "", 404, "delete:authentication_methods")),
            entry("GET /users/{id}/enrollments", new Row("/users/none/enrollments", "", 404, "read:users")),
            entry(
                    "DELETE /users/{id}/authenticators",
                    new Row("/users/none/authenticators", "", 204, "delete:guardian_enrollments")),
            entry(
                    "DELETE /users/{id}/multifactor/{provider}",
                    new Row("/users/none/multifactor/duo", "", 404, "update:users")),
            entry(
                    "POST /users/{id}/multifactor/actions/invalidate-remember-browser",
                    new Row("/users/none/multifactor/actions/invalidate-remember-browser", "", 204, "update:users")),
            entry(
                    "POST /users/{id}/recovery-code-regeneration",
                    new Row("/users/none/recovery-code-regeneration", "", 404, "update:users")),
            entry(
                    "POST /users/{id}/risk-assessments/clear",
                    new Row("/users/none/risk-assessments/clear", "{}", 400, "update:users")),
            entry("POST /users/{id}/revoke-access", new Row("/users/none/revoke-access", "", 202, "delete:sessions")),
            entry("GET /users/{user_id}/sessions", new Row("/users/none/sessions", "", 404, "read:sessions")),
            entry("DELETE /users/{user_id}/sessions", new Row("/users/none/sessions", "", 404, "delete:sessions")),
            entry(
                    "GET /users/{user_id}/refresh-tokens",
                    new Row("/users/none/refresh-tokens", "", 404, "read:refresh_tokens")),
            entry(
                    "DELETE /users/{user_id}/refresh-tokens",
                    new Row("/users/none/refresh-tokens", "", 404, "delete:refresh_tokens")),
            entry("GET /users/{id}/organizations", new Row("/users/none/organizations", "", 404, "read:organizations")),
            entry(
                    "GET /users/{id}/connected-accounts",
                    new Row("/users/none/connected-accounts", "", 404, "read:users")),
            entry(
                    "GET /users/{id}/federated-connections-tokensets",
                    new Row(
                            "/users/none/federated-connections-tokensets",
                            "",
                            404,
                            "read:federated_connections_tokens")),
            entry(
                    "DELETE /users/{id}/federated-connections-tokensets/{tokenset_id}",
                    new Row(
                            "/users/none/federated-connections-tokensets/none",
                            "",
                            204,
                            "delete:federated_connections_tokens")),
            entry("GET /users/{id}/logs", new Row("/users/none/logs", "", 200, "read:logs", "read:logs_users")),
            entry("GET /rules", new Row("/rules", "", 200, "read:rules")),
            entry("POST /rules", new Row("/rules", "{}", 400, "create:rules")),
            entry("GET /rules/{id}", new Row("/rules/none", "", 404, "read:rules")),
            entry("PATCH /rules/{id}", new Row("/rules/none", "{}", 400, "update:rules")),
            entry("DELETE /rules/{id}", new Row("/rules/none", "", 204, "delete:rules")),
            entry("GET /rules-configs", new Row("/rules-configs", "", 200, "read:rules_configs")),
            entry("PUT /rules-configs/{key}", new Row("/rules-configs/none", "{}", 400, "update:rules_configs")),
            entry("DELETE /rules-configs/{key}", new Row("/rules-configs/none", "", 204, "delete:rules_configs")),
            entry("GET /emails/provider", new Row("/emails/provider", "", 404, "read:email_provider")),
            entry("POST /emails/provider", new Row("/emails/provider", "{}", 400, "create:email_provider")),
            entry("PATCH /emails/provider", new Row("/emails/provider", "{}", 400, "update:email_provider")),
            entry("DELETE /emails/provider", new Row("/emails/provider", "", 404, "delete:email_provider")),
            entry("POST /email-templates", new Row("/email-templates", "{}", 400, "create:email_templates")),
            entry(
                    "GET /email-templates/{templateName}",
                    new Row("/email-templates/verify_email", "", 404, "read:email_templates")),
            entry(
                    "PATCH /email-templates/{templateName}",
                    new Row("/email-templates/verify_email", "{}", 404, "update:email_templates")),
            entry(
                    "PUT /email-templates/{templateName}",
                    new Row("/email-templates/verify_email", "{}", 400, "update:email_templates")),
            entry("GET /hooks", new Row("/hooks", "", 200, "read:hooks")),
            entry("GET /actions/actions", new Row("/actions/actions", "", 200, "read:actions")),
            entry("GET /custom-domains", new Row("/custom-domains", "", 200, "read:custom_domains")),
            entry("GET /log-streams", new Row("/log-streams", "", 200, "read:log_streams")),
            entry("GET /roles", new Row("/roles", "", 200, "read:roles")),
            entry("POST /roles", new Row("/roles", "{}", 400, "create:roles")),
            entry("GET /roles/{id}", new Row("/roles/none", "", 404, "read:roles")),
            entry("PATCH /roles/{id}", new Row("/roles/none", "{}", 404, "update:roles")),
            entry("DELETE /roles/{id}", new Row("/roles/none", "", 404, "delete:roles")),
            entry("GET /roles/{id}/permissions", new Row("/roles/none/permissions", "", 404, "read:roles")),
            entry("POST /roles/{id}/permissions", new Row("/roles/none/permissions", "{}", 400, "update:roles")),
            entry("DELETE /roles/{id}/permissions", new Row("/roles/none/permissions", "{}", 400, "update:roles")),
            entry(
                    "GET /roles/{id}/users",
                    new Row("/roles/none/users?x=y", "", 400, "read:users", "read:roles", "read:role_members")),
            entry(
                    "POST /roles/{id}/users",
                    new Row("/roles/none/users", "{}", 400, "update:roles", "create:role_members")),
            entry(
                    "GET /users/{id}/roles",
                    new Row("/users/none/roles", "", 404, "read:users", "read:roles", "read:role_members")),
            entry(
                    "POST /users/{id}/roles",
                    new Row("/users/none/roles", "{}", 400, "update:users", "create:role_members")),
            entry(
                    "DELETE /users/{id}/roles",
                    new Row("/users/none/roles", "{}", 400, "update:users", "delete:role_members")),
            entry("GET /users/{id}/permissions", new Row("/users/none/permissions", "", 404, "read:users")),
            entry("POST /users/{id}/permissions", new Row("/users/none/permissions", "{}", 400, "update:users")),
            entry("DELETE /users/{id}/permissions", new Row("/users/none/permissions", "{}", 400, "update:users")),
            entry(
                    "GET /users/{id}/effective-permissions",
                    new Row("/users/none/effective-permissions", "", 400, "read:user_effective_permissions")),
            entry(
                    "GET /users/{id}/effective-permissions/sources/effective-roles",
                    new Row(
                            "/users/none/effective-permissions/sources/effective-roles",
                            "",
                            400,
                            "read:user_permission_source_roles")),
            entry(
                    "GET /users/{id}/effective-roles",
                    new Row("/users/none/effective-roles", "", 404, "read:user_effective_roles")),
            entry(
                    "GET /users/{id}/effective-roles/sources/groups",
                    new Row("/users/none/effective-roles/sources/groups", "", 400, "read:user_role_source_groups")),
            entry("GET /tenants/settings", new Row("/tenants/settings", "", 200, "read:tenant_settings")),
            entry("PATCH /tenants/settings", new Row("/tenants/settings", "{}", 400, "update:tenant_settings")),
            entry("GET /keys/signing", new Row("/keys/signing", "", 200, "read:signing_keys")),
            entry("GET /keys/signing/{kid}", new Row("/keys/signing/none", "", 404, "read:signing_keys")),
            entry("POST /keys/signing/rotate", new Row("/keys/signing/rotate", "", 403)), // which needs two
            entry(
                    "PUT /keys/signing/{kid}/revoke",
                    new Row("/keys/signing/none/revoke", "", 404, "update:signing_keys")),
            entry("GET /logs", new Row("/logs", "", 200, "read:logs", "read:logs_users")),
            entry("GET /logs/{id}", new Row("/logs/0", "", 404, "read:logs", "read:logs_users")),
            entry("POST /users", new Row("/users", "{}", 400, "create:users")),
            entry("GET /users-by-email", new Row("/users-by-email?email=a@example.test", "", 200, "read:users")),
            entry(
                    "GET /users/{id}",
                    new Row("/users/none?x=y", "", 400, "read:users", "read:current_user", "read:user_idp_tokens")),
            entry(
                    "PATCH /users/{id}",
                    new Row(
                            "/users/none",
                            "{}",
                            400,
                            "update:users",
                            "update:users_app_metadata",
                            "update:current_user_metadata")),
            entry("DELETE /users/{id}", new Row("/users/none", "", 400, "delete:users", "delete:current_user")),
            entry(
                    "POST /users/{id}/identities",
                    new Row("/users/none/identities", "{}", 400, "update:users", "update:current_user_identities")),
            entry(
                    "DELETE /users/{id}/identities/{provider}/{user_id}",
                    new Row(
                            "/users/none/identities/auth0/none",
                            "",
                            400,
                            "update:users",
                            "update:current_user_identities")),
            entry(
                    "DELETE /connections/{id}/users",
                    new Row("/connections/none/users?email=a", "", 404, "delete:users")),
            entry(
                    "POST /tickets/password-change",
                    new Row("/tickets/password-change", "{}", 400, "create:user_tickets")),
            entry(
                    "POST /tickets/email-verification",
                    new Row("/tickets/email-verification", "{}", 400, "create:user_tickets")),
            entry("GET /user-blocks", new Row("/user-blocks", "", 400, "read:users")),
            entry("DELETE /user-blocks", new Row("/user-blocks", "", 400, "update:users")),
            entry("GET /user-blocks/{id}", new Row("/user-blocks/auth0%7Cnone", "", 404, "read:users")),
            entry("DELETE /user-blocks/{id}", new Row("/user-blocks/auth0%7Cnone", "", 404, "update:users")),
            entry("GET /stats/active-users", new Row("/stats/active-users", "", 200, "read:stats")),
            entry("GET /stats/daily", new Row("/stats/daily", "", 200, "read:stats")),
            entry("GET /users", new Row("/users", "", 200, "read:users", "read:user_idp_tokens")),
            entry("POST /jobs/users-imports", new Row("/jobs/users-imports", "{}", 415, "create:users")),
            entry("POST /jobs/users-exports", new Row("/jobs/users-exports", "{\"format\":\"x\"}", 400, "read:users")),
            entry("POST /jobs/verification-email", new Row("/jobs/verification-email", "{}", 400, "update:users")),
            entry("GET /jobs/{id}", new Row("/jobs/none", "", 404, "create:users", "read:users")),
            entry("GET /jobs/{id}/errors", new Row("/jobs/none/errors", "", 404, "create:users", "read:users")),
            entry("GET /grants", new Row("/grants", "", 200, "read:grants")),
            entry("DELETE /grants", new Row("/grants?user_id=u", "", 204, "delete:grants")),
            entry("DELETE /grants/{id}", new Row("/grants/none", "", 204, "delete:grants")),
            entry("GET /device-credentials", new Row("/device-credentials", "", 200, "read:device_credentials")),
            entry(
                    "POST /device-credentials",
                    new Row("/device-credentials", "{}", 400, "create:current_user_device_credentials")),
            entry(
                    "DELETE /device-credentials/{id}",
                    new Row("/device-credentials/none", "", 204, "delete:device_credentials")),
            entry(
                    "GET /clients",
                    new Row(
                            "/clients",
                            "",
                            200,
                            "read:clients",
                            "read:client_keys",
                            "read:client_credentials",
                            "read:client_summary")),
            entry("POST /clients", new Row("/clients", "{}", 400, "create:clients")),
            entry(
                    "GET /clients/{id}",
                    new Row(
                            "/clients/none",
                            "",
                            404,
                            "read:clients",
                            "read:client_keys",
                            "read:client_credentials",
                            "read:client_summary")),
            entry(
                    "PATCH /clients/{id}",
                    new Row(
                            "/clients/none",
                            "{}",
                            400,
                            "update:clients",
                            "update:client_keys",
                            "update:client_credentials",
                            "update:client_token_vault_privileged_access")),
            entry("DELETE /clients/{id}", new Row("/clients/none", "", 204, "delete:clients")),
            entry(
                    "POST /clients/{id}/rotate-secret",
                    new Row("/clients/none/rotate-secret", "", 404, "update:client_keys")),
            entry(
                    "GET /clients/{id}/connections",
                    new Row(
                            "/clients/none/connections?x=y",
                            "",
                            400,
                            "read:connections",
                            "read:clients",
                            "read:client_summary")),
            entry(
                    "GET /clients/{client_id}/credentials",
                    new Row("/clients/none/credentials", "", 404, "read:client_credentials")),
            entry(
                    "POST /clients/{client_id}/credentials",
                    new Row("/clients/none/credentials", "{}", 400, "create:client_credentials")),
            entry(
                    "GET /clients/{client_id}/credentials/{credential_id}",
                    new Row("/clients/none/credentials/none", "", 404, "read:client_credentials")),
            entry(
                    "PATCH /clients/{client_id}/credentials/{credential_id}",
                    new Row("/clients/none/credentials/none", "{}", 400, "update:client_credentials")),
            entry(
                    "DELETE /clients/{client_id}/credentials/{credential_id}",
                    new Row("/clients/none/credentials/none", "", 204, "delete:client_credentials")),
            entry("GET /client-grants", new Row("/client-grants", "", 200, "read:client_grants")),
            entry("POST /client-grants", new Row("/client-grants", "{}", 400, "create:client_grants")),
            entry("GET /client-grants/{id}", new Row("/client-grants/none", "", 404, "read:client_grants")),
            entry("PATCH /client-grants/{id}", new Row("/client-grants/none", "{}", 400, "update:client_grants")),
            entry("DELETE /client-grants/{id}", new Row("/client-grants/none", "", 204, "delete:client_grants")),
            entry(
                    "GET /client-grants/{id}/organizations",
                    new Row("/client-grants/none/organizations", "", 404, "read:organization_client_grants")),
            entry("GET /connections", new Row("/connections", "", 200, "read:connections")),
            entry("POST /connections", new Row("/connections", "{}", 400, "create:connections")),
            entry("GET /connections/{id}", new Row("/connections/none", "", 404, "read:connections")),
            entry(
                    "PATCH /connections/{id}",
                    new Row("/connections/none", "{\"display_name\":\"n\"}", 404, "update:connections")),
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

    static final Map<String, Row> ROWS = all();

    private ManagementRows() {}

    private static Map<String, Row> all() {
        var all = new HashMap<>(SINGLE);
        all.putAll(DocumentRoutes.rows());
        return Map.copyOf(all);
    }
}
