package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Asset;
import dev.bailiwick.app.deploy.AssetExport;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.operator.ImportRequest;
import dev.bailiwick.operator.TenantAssets.Wanted;
import dev.bailiwick.operator.TenantUsers;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.user.UserImport.Taken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A tenant of the database that this process has open. */
record Auth0Here(Auth0Tenants tenants, TenantUsers people, ExtensionDocument document, String tenant, Origin origin)
        implements Auth0Door {

    static Auth0Here of(Storage storage, Features features, String tenant, Origin origin) {
        return new Auth0Here(
                new Auth0Tenants(storage, features),
                OperatorUsers.over(storage.database(), features),
                new ExtensionDocument(storage.database(), features),
                tenant,
                origin);
    }

    @Override
    public List<Outcome> put(List<Asset> assets, boolean isDryRun) {
        return tenants.put(tenant, assets, Optional.empty(), isDryRun, origin).outcomes();
    }

    @Override
    public Taken take(UserBatch users) {
        return people.take(tenant, users.users(), users.rules(), origin);
    }

    @Override
    public Taken tried(List<Asset> assets, UserBatch users) {
        return tenants.put(tenant, assets, Optional.of(users), true, origin)
                .users()
                .orElseThrow();
    }

    @Override
    public Object putExtension(InputStream content, boolean isDryRun) {
        return document.replace(tenant, content, new ImportRequest(isDryRun, Optional.empty()), origin);
    }

    @Override
    public AssetExport.Read assets(Wanted wanted) {
        return tenants.get(tenant, wanted, origin);
    }

    @Override
    public SortedSet<String> users(boolean hasHashes, Consumer<String> line) throws IOException, InterruptedException {
        return OperatorUsers.readOut(people, tenant, hasHashes, line);
    }

    @Override
    public void extension(OutputStream out) throws IOException {
        document.write(tenant, out);
    }
}
