package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.operator.TenantUsers;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.store.Database;
import dev.bailiwick.user.UserImport.Refusal;
import dev.bailiwick.user.UserImport.Rules;
import dev.bailiwick.user.UserImport.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Users as a command has them taken in: by the running server if there is one, else by opening the database itself. */
record OperatorUsers(Settings settings, String tenant) {

    static TenantUsers over(Database database, Features features) {
        return new TenantUsers(
                name -> database.read(tx -> features.tenants().get(tx, name).tenant()),
                features.directory().imports());
    }

    /** Takes in the users of a file, and tells on standard error who cannot be taken. */
    UserFile.Counts bringIn(Path file, String connection, boolean isUpsert) throws IOException, InterruptedException {
        return new ServerOrDatabase(settings)
                .have(
                        (storage, features) -> {
                            var users = over(storage.database(), features);
                            try (var opened = UserFile.open(file)) {
                                var rules = new Rules(opened.isArray(), connection, isUpsert);
                                return opened.bringIn(
                                        some -> users.take(tenant, some, rules, Origin.command("import users")));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                throw new IllegalStateException(e);
                            }
                        },
                        server -> {
                            try (var opened = UserFile.open(file)) {
                                var rules = new Rules(opened.isArray(), connection, isUpsert);
                                return opened.bringIn(some -> taken(server.ask(
                                                "POST",
                                                RunningServer.tenantPath(tenant, "users"),
                                                BodyPublishers.ofByteArray(
                                                        Json.write(new UserBatch(some, rules).toJson())))
                                        .body()));
                            }
                        });
    }

    private static Taken taken(JsonNode body) {
        return new Taken(
                body.path("created").asInt(),
                body.path("updated").asInt(),
                body.path("refused").values().stream()
                        .map(refusal -> new Refusal(
                                refusal.path("index").asInt(),
                                refusal.path("reason").asString()))
                        .toList());
    }
}
