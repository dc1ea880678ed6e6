package dev.bailiwick.app;

import static java.util.Map.entry;

import dev.bailiwick.json.Json;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Route;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An object of each kind that a tenant can have, by their ids.
 *
 * @param ids by kind
 */
record Belongings(Map<String, String> ids) {

    static final String MANAGEMENT = "/api/v2";
    static final String MANAGEMENT_V1 = "/api";

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private static final String WORLD = """
            {"groups":[{"_id":"11111111-1111-4111-8111-111111111111","name":"Staff","description":"",\
            "mappings":[{"_id":"22222222-2222-4222-8222-222222222222","groupName":"x","connectionName":"foreign"}],\
            "members":["auth0|foreign"],"roles":["33333333-3333-4333-8333-333333333333"]}],\
            "roles":[{"_id":"33333333-3333-4333-8333-333333333333","name":"Reader","description":"",\
            "applicationType":"client","applicationId":"app","users":["auth0|foreign"],\
            "permissions":["44444444-4444-4444-8444-444444444444"]}],\
            "permissions":[{"_id":"44444444-4444-4444-8444-444444444444","name":"read","description":"",\
            "applicationType":"client","applicationId":"app"}],"configuration":[{"_id":"v1"}]}""";

    /** A body that gives a client a key. */
    static final String CREDENTIAL = "{\"credential_type\":\"public_key\",\"pem\":\"-----BEGIN PUBLIC KEY-----\\n"
            + Base64.getEncoder()
                    .encodeToString(new RsaKeyPairs().take().getPublic().getEncoded())
            + "\\n-----END PUBLIC KEY-----\"}";

    /** Mail has fixed names: this tenant has that of the one, nobody that of the other. */
    private static final String TEMPLATE = "stolen_credentials";

    private static final String NO_TEMPLATE = "blocked_account";

    /** And so have the templates of connections. */
    private static final String STRATEGY = "adfs";

    private static final String NO_STRATEGY = "office365";

    /** All that a theme must have. */
    static final String THEME = """
            {"borders":{"button_border_radius":2,"button_border_weight":2,"buttons_style":"pill","input_border_radius":2,\
            "input_border_weight":2,"inputs_style":"pill","show_widget_shadow":true,"widget_border_weight":2,\
            "widget_corner_radius":2},"colors":{"body_text":"#0f0","error":"#0f0","header":"#0f0","icons":"#0f0",\
            "input_background":"#0f0","input_border":"#0f0","input_filled_text":"#0f0","input_labels_placeholders":"#0f0",\
            "links_focused_components":"#0f0","primary_button":"#0f0","primary_button_label":"#0f0",\
            "secondary_button_border":"#0f0","secondary_button_label":"#0f0","success":"#0f0","widget_background":"#0f0",\
            "widget_border":"#0f0"},"fonts":{"body_text":{"bold":true,"size":100},"buttons_text":{"bold":true,"size":100},\
            "font_url":"https://a.test/font.woff","input_labels":{"bold":true,"size":100},"links":{"bold":true,"size":100},\
            "links_style":"normal","reference_text_size":12,"subtitle":{"bold":true,"size":100},\
            "title":{"bold":true,"size":100}},"page_background":{"background_color":"#000","background_image_url":"",\
            "page_layout":"center"},"widget":{"header_text_alignment":"center","logo_height":55,"logo_position":"center",\
            "logo_url":"https://a.test/logo.png","social_buttons_layout":"top"}}""";

    /** What bears ids that are not made up by the server. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            entry("group", "11111111-1111-4111-8111-111111111111"),
            entry("mapping", "22222222-2222-4222-8222-222222222222"),
            entry("role", "33333333-3333-4333-8333-333333333333"),
            entry("permission", "44444444-4444-4444-8444-444444444444"),
            entry("user", "auth0%7Cforeign"),
            entry("account", "foreign"),
            entry("connection name", "foreign"),
            entry("rule name", "Foreign"),
            entry("provider", "google-oauth2"),
            entry("identifier", "https://foreign.test/"),
            entry("user grant", "507f1f77bcf86cd799439011"),
            entry("device credential", "dcr_0000000000000001"),
            entry("rules config", "FOREIGN"),
            entry("email template", TEMPLATE),
            entry("connection template", STRATEGY),
            entry("tokenset", "00000000-0000-4000-8000-000000000001"));

    /** What is posted to Management API v2, in this order, and the member of the answer that is its id. */
    private record Made(String kind, String path, String body, String id) {}

    private static final List<Made> MADE = List.of(
            new Made("client", "/clients", "{\"name\":\"Foreign\",\"app_type\":\"regular_web\"}", "client_id"),
            new Made("credential", "/clients/{client}/credentials", CREDENTIAL, "id"),
            new Made(
                    "api",
                    "/resource-servers",
                    "{\"identifier\":\"https://foreign.test/\",\"scopes\":[{\"value\":\"read:a\"}]}",
                    "id"),
            new Made(
                    "client grant",
                    "/client-grants",
                    "{\"client_id\":\"{client}\",\"audience\":\"https://foreign.test/\",\"scope\":[\"read:a\"]}",
                    "id"),
            new Made(
                    "default grant",
                    "/client-grants",
                    "{\"default_for\":\"third_party_clients\",\"audience\":\"https://foreign.test/\",\"scope\":[\"read:a\"]}",
                    "id"),
            new Made(
                    "connection",
                    "/connections",
                    "{\"name\":\"foreign\",\"strategy\":\"ad\",\"enabled_clients\":[\"{client}\"]}",
                    "id"),
            new Made("rule", "/rules", "{\"name\":\"Foreign\",\"script\":\"f()\"}", "id"),
            new Made(
                    "email template",
                    "/email-templates",
                    "{\"template\":\"" + TEMPLATE
                            + "\",\"body\":\"\",\"from\":\"\",\"subject\":\"\",\"syntax\":\"\",\"enabled\":true}",
                    "template"),
            new Made("tenant role", "/roles", "{\"name\":\"Foreign\"}", "id"),
            new Made("theme", "/branding/themes", THEME, "themeId"),
            new Made("phone provider", "/branding/phone/providers", "{\"name\":\"custom\",\"credentials\":{}}", "id"),
            new Made("phone template", "/branding/phone/templates", "{\"type\":\"otp_verify\"}", "id"),
            new Made(
                    "authentication method",
                    "/users/{user}/authentication-methods",
                    "{\"type\":\"phone\",\"phone_number\":\"+15550100\"}",
                    "id"));

    /** What the user has, posted to Management API v2. */
    private static final Map<String, String> HELD = Map.of(
            "/users/{user}/roles",
            "{\"roles\":[\"{tenant role}\"]}",
            "/users/{user}/permissions",
            "{\"permissions\":[{\"resource_server_identifier\":\"{identifier}\",\"permission_name\":\"read:a\"}]}");

    /** The kind that a parameter of a path names, by the first step of the path. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            entry("/authorization/api/groups id", "group"),
            entry("/authorization/api/roles id", "role"),
            entry("/authorization/api/permissions id", "permission"),
            entry("/authorization/api/users id", "user"),
            entry("/authorization/api/users client", "client"),
            entry("/authorization/api/applications client", "client"),
            entry("/authorization/api/policy job", "simulation"),
            entry("/api/clients id", "client"),
            entry("/api/users id", "user"),
            entry("/api/users token", "device credential"),
            entry("/api/connections connection", "connection name"),
            entry("/api/connection-templates strategy", "connection template"),
            entry("/api/logs id", "log"),
            entry("/api/rules name", "rule name"),
            entry("/api/v2/clients id", "client"),
            entry("/api/v2/clients client_id", "client"),
            entry("/api/v2/clients credential_id", "credential"),
            entry("/api/v2/client-grants id", "client grant"),
            entry("/api/v2/resource-servers id", "api"),
            entry("/api/v2/connections id", "connection"),
            entry("/api/v2/roles id", "tenant role"),
            entry("/api/v2/email-templates templateName", "email template"),
            entry("/api/v2/rules id", "rule"),
            entry("/api/v2/rules-configs key", "rules config"),
            entry("/api/v2/branding themeId", "theme"),
            entry("/api/v2/branding id", "phone provider"),
            entry("/api/v2/branding template", "phone template"),
            entry("/api/v2/users id", "user"),
            entry("/api/v2/users provider", "provider"),
            entry("/api/v2/users user_id", "account"),
            entry("/api/v2/users authentication_method_id", "authentication method"),
            entry("/api/v2/users tokenset_id", "tokenset"),
            entry("/api/v2/jobs id", "job"),
            entry("/api/v2/jobs file", "file"),
            entry("/api/v2/keys kid", "key"),
            entry("/api/v2/logs id", "log"),
            entry("/api/v2/grants id", "user grant"),
            entry("/api/v2/user-blocks id", "user"),
            entry("/api/v2/device-credentials id", "device credential"));

    /** Has a tenant of {@link Hosts#found} make them all. */
    static Belongings of(Hosts hosts, String tenant) {
        var host = tenant + ".example.test";
        var token = management(hosts, tenant);
        hosts.extension(tenant, hosts.extensionToken(tenant), "POST", "/configuration/import", WORLD);
        hosts.operator("POST", "/" + tenant + "/users", """
                {"import_format":false,"connection":"c","upsert":false,"users":[{"user_id":"auth0|foreign",\
                "email":"foreign@example.test","identities":[{"provider":"auth0","user_id":"foreign","connection":"c"},\
                {"provider":"google-oauth2","user_id":"foreign","connection":"g"}]}]}""");
        var all = new Belongings(new LinkedHashMap<>(NAMED));
        for (var made : MADE) {
            var reply = hosts.ask(host, "POST", MANAGEMENT + all.filled(made.path), token, all.filled(made.body));
            if (reply.status() / 100 != 2) {
                throw new AssertionError(made + ": " + reply);
            }
            all.ids.put(made.kind, Hosts.json(reply).path(made.id).asString());
        }
        var template = hosts.ask(
                host,
                "PUT",
                MANAGEMENT_V1 + "/connection-templates/" + STRATEGY,
                hosts.managementV1Token(tenant),
                "{\"tenant_domain\":\"foreign.test\"}");
        if (template.status() != 200) {
            throw new AssertionError("a template of connections: " + template);
        }
        HELD.forEach((path, body) -> {
            var reply = hosts.ask(host, "POST", MANAGEMENT + all.filled(path), token, all.filled(body));
            if (reply.status() / 100 != 2) {
                throw new AssertionError(path + ": " + reply);
            }
        });
        all.ids.put("simulation", simulation(hosts, tenant));
        all.ids.put("file", tenant + ".json.gz");
        all.ids.put("job", job(hosts, host, token));
        all.ids.put(
                "key",
                first(
                        hosts.ask(host, "GET", MANAGEMENT + "/keys/signing", token, "")
                                .body(),
                        "kid"));
        all.ids.put(
                "log",
                first(hosts.ask(host, "GET", MANAGEMENT + "/logs", token, "").body(), "log_id"));
        return all;
    }

    /** A job that is at its end, so that it stays as it is. */
    private static String job(Hosts hosts, String host, String token) {
        var path = MANAGEMENT + "/jobs/"
                + Hosts.json(hosts.ask(host, "POST", MANAGEMENT + "/jobs/users-exports", token, "{}"))
                        .path("id")
                        .asString();
        Eventually.until(() -> Hosts.json(hosts.ask(host, "GET", path, token, ""))
                .path("status")
                .asString()
                .equals("completed"));
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A token of a tenant's first client for Management API v2. */
    static String management(Hosts hosts, String tenant) {
        return Hosts.json(hosts.token(tenant, "https://" + tenant + ".example.test" + MANAGEMENT + "/"))
                .path("access_token")
                .asString();
    }

    /** Ids of the same form that nobody has. */
    Belongings ofNobody() {
        var ids = new LinkedHashMap<String, String>();
        this.ids.forEach((kind, id) ->
                ids.put(kind, id.substring(0, id.length() - 1) + (id.endsWith("0") ? '1' : '0')));
        ids.put("email template", NO_TEMPLATE);
        ids.put("connection template", NO_STRATEGY);
        return new Belongings(ids);
    }

    /** The path of a route with these ids in it. */
    String path(Api api, Route route) {
        var prefix = prefix(api);
        var first = prefix + "/" + route.template().split("/", -1)[1];
        return prefix
                + PARAMETER
                        .matcher(route.template()
                                .replace("/users/{user_id}", "/users/{id}")
                                .replace("/multifactor/{provider}", "/multifactor/duo")
                                .replace("/phone/templates/{id}", "/phone/templates/{template}")
                                .replace("{prompt}", "login")
                                .replace("{language}", "en")
                                .replace("{screen}", "login")
                                .replace("/factors/{name}", "/factors/otp"))
                        .replaceAll(found -> Objects.requireNonNull(
                                ids.get(KINDS.get(first + " " + found.group(1))),
                                () -> "no object for " + found.group() + " of " + first));
    }

    /** A text with these ids in the place of their kinds in braces. */
    String filled(String text) {
        var filled = text;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    /** What is told of these objects, whichever they are. */
    String withoutIds(String text) {
        var left = text;
        for (var id : longestFirst()) {
            left = left.replace(id.getValue().replace("%7C", "|"), "{" + id.getKey() + "}");
        }
        return left;
    }

    /** Since some ids are parts of others. */
    private List<Map.Entry<String, String>> longestFirst() {
        return ids.entrySet().stream()
                .sorted(Comparator.comparingInt(id -> -id.getValue().length()))
                .toList();
    }

    static String prefix(Api api) {
        return api.prefixes().contains(TestBailiwick.EXTENSION)
                ? TestBailiwick.EXTENSION
                : api.prefixes().getFirst();
    }

    /** A simulation that has come to its end, so that it changes no more. */
    private static String simulation(Hosts hosts, String tenant) {
        var path = "/policy/simulate";
        var token = hosts.extensionToken(tenant);
        var begun = hosts.extension(tenant, token, "POST", path, """
                {"job":true,"changes":[{"method":"DELETE","path":"/groups/11111111-1111-4111-8111-111111111111"}]}""");
        var id = Hosts.json(begun).path("job").asString();
        Eventually.until(() -> hosts.extension(tenant, token, "GET", path + "/" + id, "")
                .body()
                .contains("\"status\":\"done\""));
        return id;
    }

    private static String first(String list, String member) {
        JsonNode items = Json.read(list.getBytes(StandardCharsets.UTF_8));
        return items.get(0).get(member).asString();
    }
}
