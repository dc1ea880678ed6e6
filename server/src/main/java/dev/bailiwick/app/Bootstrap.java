package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.management.v2.ManagementApi;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.KeyState;
import dev.bailiwick.token.SigningKeys;
import java.util.Optional;

/** Makes, on the first start, the default tenant; moves it, on later ones, to its domain. */
final class Bootstrap {

    /** The default tenant's name. */
    static final String TENANT = "default";

    private final Database database;
    private final Features features;
    private final Settings settings;
    private final TenantFounding founding;

    Bootstrap(Database database, Features features, Settings settings) {
        this.database = database;
        this.features = features;
        this.settings = settings;
        this.founding = new TenantFounding(features);
    }

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
        var first = FirstClient.of(
                settings.bootstrapClientId(),
                settings.find(Setting.BOOTSTRAP_CLIENT_SECRET).map(Secret::new),
                features.random());
        var prepared = founding.prepare(domain, first);
        var nextKey = settings.isEphemeral()
                ? Optional.<SigningKeys.NewKey>empty()
                : Optional.of(features.signingKeys().generate(domain));
        database.change(tx -> {
            var tenant = features.tenants().addDefault(tx, TENANT, domain);
            founding.complete(tx, tenant, prepared);
            nextKey.ifPresent(key -> features.signingKeys().add(tx, tenant.id(), key, KeyState.NEXT));
            audit(tx, tenant, "create", "", Json.text(tenant.domain()));
        });
        return first;
    }

    private void move(Tenant tenant, String domain) {
        database.change(tx -> {
            var moved = features.tenants().move(tx, tenant, domain);
            features.resourceServers().renameSystem(tx, tenant.id(), ManagementApi.audience(moved));
            audit(tx, moved, "move", Json.text(tenant.domain()), Json.text(moved.domain()));
        });
    }

    private void audit(Tx tx, Tenant tenant, String action, String before, String after) {
        features.audit()
                .record(tx, tenant.id(), Origin.command("start"), action, "tenant", tenant.name(), before, after);
    }
}
