package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Asset;
import dev.bailiwick.app.deploy.AssetExport;
import dev.bailiwick.app.deploy.AssetImport;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.operator.TenantAssets;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.user.UserImport.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole tenants in and out, in the process. All assets come in by one transaction, each a part of it that may be refused alone. */
record Auth0Tenants(Storage storage, Features features) implements TenantAssets {

    /** What became of assets, and of users who were tried after them. */
    record Put(List<Outcome> outcomes, Optional<Taken> users) {}

    @Override
    public Put put(String tenant, JsonNode assets, Optional<UserBatch> users, boolean isDryRun, Origin origin) {
        return put(tenant, assets(assets), users, isDryRun, origin);
    }

    Put put(String tenant, List<Asset> assets, Optional<UserBatch> users, boolean isDryRun, Origin origin) {
        var found = tenant(tenant);
        Function<Database, Put> work = database -> {
            var management = new InnerManagement(storage, database, features, found, origin);
            var outcomes = AssetImport.of(management, assets);
            var imports = management.features().directory().imports();
            return new Put(outcomes, users.map(some -> imports.take(found.id(), some.users(), some.rules(), origin)));
        };
        return isDryRun
                ? storage.database().rehearsed(work)
                : storage.database().together(work);
    }

    @Override
    public AssetExport.Read get(String tenant, Wanted wanted, Origin origin) {
        var found = tenant(tenant);
        var read = AssetExport.of(
                new InnerManagement(storage, storage.database(), features, found, origin),
                new AssetExport.Wanted(wanted.hasIds(), wanted.hasSecrets(), TenantFounding.FIRST_CLIENT));
        var leftOut = new ArrayList<>(read.leftOut());
        var authorization = features.authorization();
        if (authorization.tenantRoleUsers().areAssigned(found.id())) {
            leftOut.add(homeless(Auth0Import.USERS, "roles of users"));
        }
        if (authorization.userScopes().areGiven(found.id())) {
            leftOut.add(homeless(Auth0Import.USERS, "permissions of users themselves"));
        }
        if (features.connectionTemplates().areKept(found.id())) {
            leftOut.add(homeless("connections", "templates of Management API v1"));
        }
        return new AssetExport.Read(read.assets(), leftOut);
    }

    private static Outcome homeless(String file, String what) {
        return new Outcome(file, Outcome.Kind.LEFT_OUT, what + ": none of the three forms has a place for them");
    }

    static List<Asset> assets(JsonNode list) {
        return list.valueStream()
                .map(each -> new Asset(
                        each.path("type").asString(), each.path("file").asString(), (ObjectNode) each.path("object")))
                .toList();
    }

    private Tenant tenant(String name) {
        return features.tenants().get(name);
    }
}
