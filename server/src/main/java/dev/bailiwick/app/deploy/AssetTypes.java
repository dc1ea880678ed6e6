package dev.bailiwick.app.deploy;

import static dev.bailiwick.app.deploy.AssetType.listed;
import static dev.bailiwick.app.deploy.AssetType.names;
import static dev.bailiwick.app.deploy.AssetType.plain;
import static dev.bailiwick.app.deploy.AssetType.single;

import dev.bailiwick.app.deploy.AssetType.Paging;
import dev.bailiwick.app.deploy.AssetType.Target;
import dev.bailiwick.web.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** All that is carried, in the order in which one thing may need another. */
final class AssetTypes {

    static final String RESOURCE_SERVERS = "resourceServers";
    static final String CLIENTS = "clients";
    static final String CLIENT_GRANTS = "clientGrants";
    static final String DATABASES = "databases";
    static final String ROLES = "roles";
    static final String CONNECTIONS = "connections";
    static final String TENANT = "tenant";
    static final String PHONE_TEMPLATES = "phoneTemplates";
    static final String EMAIL_PROVIDER = "emailProvider";
    static final String RULES = "rules";
    static final String RULES_CONFIGS = "rulesConfigs";

    /** Where the id of the tenant's global client stands in a path. */
    static final String GLOBAL_CLIENT = "{global}";

    private static final String SETTINGS = "/tenants/settings";
    private static final String PROVIDER = "/emails/provider";

    private static final List<String> EMAILS = List.of(
            "verify_email",
            "verify_email_by_code",
            "reset_email",
            "reset_email_by_code",
            "welcome_email",
            "blocked_account",
            "stolen_credentials",
            "enrollment_email",
            "mfa_oob_code",
            "change_password",
            "password_reset",
            "user_invitation",
            "async_approval");

    static final List<AssetType> ALL = Stream.of(
                    Stream.of(
                            listed(
                                            RESOURCE_SERVERS,
                                            "resource-servers/*.json",
                                            Paging.PAGES,
                                            "/resource-servers",
                                            "id",
                                            "identifier")
                                    .ignoring("id", "is_system", "client_id")
                                    .fixing("identifier"),
                            listed(CLIENTS, "clients/*.json", Paging.CHECKPOINTS, "/clients", "client_id", "client_id")
                                    .ignoring(
                                            "tenant",
                                            "global",
                                            "callback_url_template",
                                            "cross_origin_auth",
                                            "signing_keys",
                                            "owners",
                                            "config_route")
                                    .fixing("client_id", "resource_server_identifier")
                                    .withText("custom_login_page", "{name}_custom_login_page.html"),
                            listed(RULES, "rules/*.json", Paging.PAGES, "/rules", "id", "name")
                                    .ignoring("id")
                                    .fixing("stage")
                                    .withText("script", "{name}.js"),
                            plain(
                                            RULES_CONFIGS,
                                            "rules-configs/*.json",
                                            new Target.Listed(
                                                    "/rules-configs",
                                                    Paging.WHOLE,
                                                    "key",
                                                    List.of("key"),
                                                    Method.PUT,
                                                    false))
                                    .fixing("key"),
                            connections(DATABASES, "database-connections/*/database.json")
                                    .withText("options/customScripts/*", "{key}.js"),
                            connections(CONNECTIONS, "connections/*.json")
                                    .withText("options/email/body", "{name}.html"),
                            listed(
                                            CLIENT_GRANTS,
                                            "grants/*.json",
                                            Paging.CHECKPOINTS,
                                            "/client-grants",
                                            "id",
                                            "client_id",
                                            "audience",
                                            "subject_type=client")
                                    .ignoring("id", "is_system")
                                    .fixing("client_id", "default_for", "audience", "subject_type"),
                            listed(ROLES, "roles/*.json", Paging.PAGES, "/roles", "id", "name")
                                    .ignoring("id", "type")),
                    Stream.of(
                            plain(
                                    EMAIL_PROVIDER,
                                    "emails/provider.json",
                                    new Target.Single(
                                            PROVIDER + "?fields=name,enabled,credentials,settings,default_from_address",
                                            Method.PATCH,
                                            PROVIDER,
                                            PROVIDER,
                                            List.of())),
                            plain(
                                            "emailTemplates",
                                            "emails/*.json",
                                            new Target.Single(
                                                    "/email-templates/{template}",
                                                    Method.PATCH,
                                                    "/email-templates/{template}",
                                                    "/email-templates",
                                                    EMAILS))
                                    .withText("body", "{name}.html")),
                    Stream.of(
                                    "bot-detection",
                                    "breached-password-detection",
                                    "brute-force-protection",
                                    "captcha",
                                    "suspicious-ip-throttling")
                            .map(name -> single(
                                    "attackProtection/" + camel(name),
                                    "attack-protection/" + name + ".json",
                                    Method.PATCH,
                                    "/attack-protection/" + name)),
                    Stream.of(plain(
                            "riskAssessment",
                            "risk-assessment/settings.json",
                            new Target.Parts(names(
                                    "settings", "/risk-assessments/settings",
                                    "new_device", "/risk-assessments/settings/new-device")))),
                    Stream.of(
                            plain(
                                            "guardianFactors",
                                            "guardian/factors/*.json",
                                            new Target.Listed(
                                                    "/guardian/factors",
                                                    Paging.WHOLE,
                                                    "name",
                                                    List.of("name"),
                                                    Method.PUT,
                                                    false))
                                    .ignoring("trial_expired")
                                    .fixing("name"),
                            single(
                                            "guardianFactorTemplates",
                                            "guardian/templates/sms.json",
                                            Method.PUT,
                                            "/guardian/factors/sms/templates")
                                    .being("name", "sms"),
                            single("guardianPolicies", "guardian/policies.json", Method.PUT, "/guardian/policies")
                                    .in(new Form.Bare("policies")),
                            single(
                                    "guardianPhoneFactorMessageTypes",
                                    "guardian/phoneFactorMessageTypes.json",
                                    Method.PUT,
                                    "/guardian/factors/phone/message-types"),
                            single(
                                    "guardianPhoneFactorSelectedProvider",
                                    "guardian/phoneFactorSelectedProvider.json",
                                    Method.PUT,
                                    "/guardian/factors/phone/selected-provider")),
                    Stream.of(
                            single("branding", "branding/branding.json", Method.PATCH, "/branding"),
                            single(
                                            "branding/templates",
                                            "branding/templates/universal_login.json",
                                            Method.PUT,
                                            "/branding/templates/universal-login")
                                    .in(new Form.Renamed(names("body", "template"), names("body", "body")))
                                    .being("template", "universal_login")
                                    .withText("body", "{name}.html"),
                            plain(
                                            "themes",
                                            "themes/*.json",
                                            new Target.Single(
                                                    "/branding/themes/default",
                                                    Method.PATCH,
                                                    "/branding/themes/{themeId}",
                                                    "/branding/themes",
                                                    List.of()))
                                    .ignoring("themeId"),
                            plain(
                                            PHONE_TEMPLATES,
                                            "phone-templates/*.json",
                                            new Target.Listed(
                                                    "/branding/phone/templates",
                                                    Paging.WITHIN,
                                                    "id",
                                                    List.of("type"),
                                                    Method.PATCH,
                                                    true))
                                    .ignoring("id", "tenant", "channel", "customizable", "created_at", "updated_at")
                                    .fixing("type"),
                            single("prompts", "prompts/prompts.json", Method.PATCH, "/prompts")
                                    .without("partials", "screenRenderers"),
                            plain("prompts/customText", "prompts/custom-text.json", new Target.Texts())),
                    Stream.of(
                            page("login", "/clients/" + GLOBAL_CLIENT)
                                    .in(Form.Renamed.both(
                                            names("html", "custom_login_page", "enabled", "custom_login_page_on"))),
                            page("password_reset", SETTINGS).in(new Form.Within("change_password")),
                            page("guardian_multifactor", SETTINGS).in(new Form.Within("guardian_mfa_page")),
                            page("error_page", SETTINGS).in(new Form.Within("error_page")),
                            single(TENANT, "tenant.json", Method.PATCH, SETTINGS)
                                    .ignoring("sandbox_versions_available")
                                    .leaving("change_password", "guardian_mfa_page", "error_page")))
            .flatMap(types -> types)
            .toList();

    private AssetTypes() {}

    /** The type of a file below the folder. */
    static Optional<AssetType> ofFile(String file) {
        return ALL.stream().filter(type -> type.holds(file)).findFirst();
    }

    /** Whether a resource server is the tenant's own Management API; any may be called like it. */
    static boolean isSystem(JsonNode resourceServer) {
        return resourceServer.path("is_system").asBoolean(false);
    }

    private static AssetType connections(String name, String files) {
        return listed(name, files, Paging.CHECKPOINTS, "/connections", "id", "name", "strategy")
                .ignoring("id", "provisioning_ticket_url")
                .fixing("name", "strategy")
                .without("scim_configuration", "directory_provisioning_configuration");
    }

    private static AssetType page(String name, String path) {
        return single("pages", "pages/" + name + ".json", Method.PATCH, path)
                .being("name", name)
                .withText("html", "{name}.html");
    }

    private static String camel(String name) {
        var words = name.split("-", -1);
        var camel = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            camel.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return camel.toString();
    }
}
