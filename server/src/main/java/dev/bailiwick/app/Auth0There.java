package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Asset;
import dev.bailiwick.app.deploy.AssetExport;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.json.Json;
import dev.bailiwick.operator.ImportRequest;
import dev.bailiwick.operator.TenantAssets.Wanted;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.user.UserImport.Taken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A tenant of a running server. */
record Auth0There(RunningServer server, String tenant) implements Auth0Door {

    private static final String AUTH0 = "auth0";
    private static final String DRY_RUN = "?dry_run=true";

    @Override
    public List<Outcome> put(List<Asset> assets, boolean isDryRun) throws IOException, InterruptedException {
        return outcomes(post(path(AUTH0) + (isDryRun ? DRY_RUN : ""), Map.of("assets", assets))
                .path("outcomes"));
    }

    @Override
    public Taken take(UserBatch users) throws IOException, InterruptedException {
        return Json.as(post(path("users"), users.toJson()), Taken.class);
    }

    @Override
    public Taken tried(List<Asset> assets, UserBatch users) throws IOException, InterruptedException {
        return Json.as(
                post(path(AUTH0) + DRY_RUN, Map.of("assets", assets, "users", users.toJson()))
                        .path("users"),
                Taken.class);
    }

    @Override
    public Object putExtension(InputStream document, boolean isDryRun) throws IOException, InterruptedException {
        return server.importExtension(tenant, document, new ImportRequest(isDryRun, Optional.empty()));
    }

    @Override
    public AssetExport.Read assets(Wanted wanted) throws IOException, InterruptedException {
        var query = "?ids=" + wanted.hasIds() + "&secrets=" + wanted.hasSecrets();
        var body =
                server.ask("GET", path(AUTH0) + query, BodyPublishers.noBody()).body();
        return new AssetExport.Read(Auth0Tenants.assets(body.path("assets")), outcomes(body.path("leftOut")));
    }

    @Override
    public SortedSet<String> users(boolean hasHashes, Consumer<String> line) throws IOException, InterruptedException {
        return OperatorUsers.readOut(server, tenant, hasHashes, line);
    }

    @Override
    public void extension(OutputStream out) throws IOException, InterruptedException {
        server.exportExtension(tenant, out);
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return server.ask("POST", path, BodyPublishers.ofByteArray(Json.write(body)))
                .body();
    }

    private String path(String... segments) {
        return RunningServer.tenantPath(tenant, segments);
    }

    private static List<Outcome> outcomes(JsonNode rows) {
        return List.of(Json.as(rows, Outcome[].class));
    }
}
