package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;

/** The clients that a tenant is born with. */
public final class FoundingClients {

    private static final JsonObject MACHINE = JsonObject.ofWritten("""
            {"app_type":"non_interactive","oidc_conformant":true,"token_endpoint_auth_method":"client_secret_post",
            "grant_types":["client_credentials"],"jwt_configuration":{"alg":"RS256","lifetime_in_seconds":36000}}
            """);
    private static final JsonObject GLOBAL = JsonObject.ofWritten("""
            {"name":"All Applications","callbacks":[],"refresh_token":{},"cross_origin_authentication":true,
            "custom_login_page_on":true}
            """);

    private FoundingClients() {}

    /** One that asks for tokens on its own behalf. */
    public static Client machine(ClientId id, String name) {
        return Client.of(id, false, ClientDefaults.complete(MACHINE.with("name", name)));
    }

    /** The tenant's one global client, which stands for all others. */
    public static Client global(ClientId id) {
        return Client.of(id, true, ClientDefaults.completeInside(GLOBAL));
    }
}
