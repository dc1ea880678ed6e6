package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.GrantType;
import dev.bailiwick.extension.ExtensionApi;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.resourceserver.ResourceServer;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.KeyState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes, on the first start, what no server can do without; moves, on later ones, the default tenant to its domain. */
final class Bootstrap {

    private static final String TENANT = "default";
    private static final int SECRET_LENGTH = 64;
    private static final long DAY_SECONDS = 86_400;
    private static final String MACHINE = "non_interactive";

    private final Database database;
    private final Features features;
    private final Settings settings;

    Bootstrap(Database database, Features features, Settings settings) {
        this.database = database;
        this.features = features;
        this.settings = settings;
    }

    /**
     * The client that the first start has made.
     *
     * @param isSecretRandom whether the operator has yet to learn the secret, rather than having set it
     */
    record FirstClient(ClientId id, Secret secret, boolean isSecretRandom) {}

    /** Brings the default tenant about, under this domain; tells its first client when it was made now. */
    Optional<FirstClient> run(String domain) {
        var present = database.read(features.tenants()::findDefault);
        if (present.isEmpty()) {
            try {
                return Optional.of(make(domain));
            } catch (ProblemException e) {
                if (!(e.problem() instanceof Problem.Conflict)) {
                    throw e;
                }
                present = database.read(features.tenants()::findDefault); // another node was quicker
            }
        }
        present.filter(tenant -> !tenant.domain().equals(domain)).ifPresent(tenant -> move(tenant, domain));
        return Optional.empty();
    }

    private FirstClient make(String domain) {
        var secret = settings.find(Setting.BOOTSTRAP_CLIENT_SECRET);
        var first = new FirstClient(
                settings.find(Setting.BOOTSTRAP_CLIENT_ID)
                        .map(ClientId::new)
                        .orElseGet(() -> ClientId.random(features.random())),
                new Secret(secret.orElseGet(() -> features.random().urlSafe(SECRET_LENGTH))),
                secret.isEmpty());
        var client = features.clients()
                .prepare(
                        new Client(
                                first.id, "Bailiwick Bootstrap", MACHINE, List.of(GrantType.CLIENT_CREDENTIALS), false),
                        first.secret);
        var globalClient = features.clients()
                .prepare(
                        new Client(ClientId.random(features.random()), "All Applications", MACHINE, List.of(), true),
                        new Secret(features.random().urlSafe(SECRET_LENGTH)));
        var current = features.signingKeys().generate(domain);
        var next = features.signingKeys().generate(domain);
        database.change(tx -> {
            var tenant = features.tenants().addDefault(tx, TENANT, domain);
            features.signingKeys().add(tx, tenant.id(), current, KeyState.CURRENT);
            features.signingKeys().add(tx, tenant.id(), next, KeyState.NEXT);
            features.clients().add(tx, tenant.id(), globalClient);
            features.clients().add(tx, tenant.id(), client);
            grant(
                    tx,
                    tenant,
                    first.id,
                    new ResourceServer(
                            "Auth0 Management API",
                            managementIdentifier(tenant),
                            managementScopes(),
                            DAY_SECONDS,
                            true));
            grant(
                    tx,
                    tenant,
                    first.id,
                    new ResourceServer(
                            ExtensionApi.NAME, ExtensionApi.AUDIENCE, ExtensionApi.SCOPES, DAY_SECONDS, false));
            features.connections().add(tx, tenant.id(), "Username-Password-Authentication", "auth0");
            audit(tx, tenant, "create");
        });
        return first;
    }

    private void grant(Tx tx, Tenant tenant, ClientId client, ResourceServer resourceServer) {
        var id = features.resourceServers().add(tx, tenant.id(), resourceServer);
        features.clientGrants().add(tx, tenant.id(), client, id, resourceServer.scopes());
    }

    private void move(Tenant tenant, String domain) {
        database.change(tx -> {
            var moved = features.tenants().move(tx, tenant, domain);
            features.resourceServers().renameSystem(tx, tenant.id(), managementIdentifier(moved));
            audit(tx, moved, "move");
        });
    }

    private void audit(Tx tx, Tenant tenant, String action) {
        features.audit()
                .record(tx, tenant.id(), Origin.command("start"), action, "tenant", tenant.name(), tenant.domain());
    }

    private static String managementIdentifier(Tenant tenant) {
        return tenant.issuer() + "api/v2/";
    }

    private static List<String> managementScopes() {
        try (var names = Bootstrap.class.getResourceAsStream("/management-scopes.txt")) {
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
