package dev.bailiwick.app;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.client.FoundingClients;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.extension.ExtensionApi;
import dev.bailiwick.management.v2.ManagementApi;
import dev.bailiwick.resourceserver.ResourceServerDraft;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.KeyState;
import dev.bailiwick.token.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Makes a tenant complete: with all that Auth0 gives to a new one, and a first client that may do everything that is built. */
final class TenantFounding {

    /** What the first client of a tenant is called. */
    static final String FIRST_CLIENT = "Bailiwick Bootstrap";

    private static final int SECRET_LENGTH = 64;

    private final Features features;

    TenantFounding(Features features) {
        this.features = features;
    }

    /** What takes long to make and has no place in a transaction. */
    record Prepared(
            FirstClient firstClient,
            Clients.NewClient client,
            Clients.NewClient globalClient,
            SigningKeys.NewKey signingKey,
            Connections.NewConnection connection) {}

    /** Makes a key and secrets for a tenant that will have this domain. Its next key comes later: see {@link NextKeys}. */
    Prepared prepare(String domain, FirstClient first) {
        return new Prepared(
                first,
                features.clients().prepare(FoundingClients.machine(first.id(), FIRST_CLIENT), first.secret()),
                features.clients()
                        .prepare(
                                FoundingClients.global(ClientId.random(features.random())),
                                new Secret(features.random().urlSafe(SECRET_LENGTH))),
                features.signingKeys().generate(domain),
                features.connections().prepare("Username-Password-Authentication", "auth0"));
    }

    /** Gives a tenant that was just added all that it needs. */
    void complete(Tx tx, Tenant tenant, Prepared prepared) {
        features.signingKeys().add(tx, tenant.id(), prepared.signingKey, KeyState.CURRENT);
        features.clients().add(tx, tenant.id(), prepared.globalClient);
        features.clients().add(tx, tenant.id(), prepared.client);
        features.managementTokens().admit(tx, tenant.id(), prepared.globalClient.id());
        features.managementTokens().admit(tx, tenant.id(), prepared.client.id());
        var management = ResourceServerDraft.of(
                ManagementApi.NAME, ManagementApi.audience(tenant), managementScopes(), Features.DAY_SECONDS, true);
        var inUse = ManagementApi.scopesInUse(features.managementApi());
        grant(tx, tenant, prepared.firstClient.id(), management, inUse);
        grant(tx, tenant, prepared.firstClient.id(), Features.EXTENSION_API, Set.copyOf(ExtensionApi.SCOPES));
        features.connections().add(tx, tenant.id(), prepared.connection, prepared.client.id());
    }

    private void grant(Tx tx, Tenant tenant, ClientId client, ResourceServerDraft resourceServer, Set<String> granted) {
        var id = features.resourceServers().add(tx, tenant.id(), resourceServer);
        var scopes =
                resourceServer.scopeValues().stream().filter(granted::contains).toList();
        features.clientGrants().add(tx, tenant.id(), client, id, resourceServer.identifier(), scopes);
    }

    private static List<String> managementScopes() {
        try (var names = TenantFounding.class.getResourceAsStream("/management-scopes.txt")) {
            if (names == null) {
                throw new IllegalStateException("the list of the Management API's scopes is missing");
            }
            return new String(names.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
