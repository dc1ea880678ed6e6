package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.operator.TenantUsers;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.operator.UserLines;
import dev.bailiwick.store.Database;
import dev.bailiwick.user.UserImport.Rules;
import dev.bailiwick.user.UserImport.Taken;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Users as a command has them taken in, or read out: by the running server if there is one, else by opening the database itself. */
record OperatorUsers(Settings settings, String tenant) {

    static TenantUsers over(Database database, Features features) {
        return new TenantUsers(
                features.tenants()::get,
                features.directory().imports(),
                features.directory().exports());
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
                            }
                        },
                        server -> {
                            try (var opened = UserFile.open(file)) {
                                var rules = new Rules(opened.isArray(), connection, isUpsert);
                                return opened.bringIn(some -> server.ask(
                                                "POST",
                                                RunningServer.tenantPath(tenant, "users"),
                                                BodyPublishers.ofByteArray(
                                                        Json.write(new UserBatch(some, rules).toJson())))
                                        .as(Taken.class));
                            }
                        });
    }

    /**
     * Hands over all users, each as the text of a JSON object, in the order of their creation, and tells the kinds of what they
     * have beside.
     */
    SortedSet<String> readOut(boolean hasHashes, Consumer<String> line) throws IOException, InterruptedException {
        return new ServerOrDatabase(settings)
                .<SortedSet<String>>have(
                        (storage, features) -> readOut(over(storage.database(), features), tenant, hasHashes, line),
                        server -> readOut(server, tenant, hasHashes, line));
    }

    static SortedSet<String> readOut(TenantUsers users, String tenant, boolean hasHashes, Consumer<String> line)
            throws IOException, InterruptedException {
        return readOut(after -> UserLines.of(users.page(tenant, hasHashes, after, UserLines.MOST)), line);
    }

    static SortedSet<String> readOut(RunningServer server, String tenant, boolean hasHashes, Consumer<String> line)
            throws IOException, InterruptedException {
        return readOut(
                after -> {
                    var query = "?after=" + after + "&password_hashes=" + hasHashes;
                    var path = RunningServer.tenantPath(tenant, "users") + query;
                    return server.ask("GET", path, BodyPublishers.noBody()).as(UserLines.class);
                },
                line);
    }

    private interface Pages {
        UserLines behind(long number) throws IOException, InterruptedException;
    }

    private static SortedSet<String> readOut(Pages pages, Consumer<String> line)
            throws IOException, InterruptedException {
        var unwritten = new TreeSet<String>();
        Long after = 0L;
        while (after != null) {
            var some = pages.behind(after);
            some.lines().forEach(line);
            unwritten.addAll(some.unwritten());
            after = some.next();
        }
        return unwritten;
    }

    /** Why not all of them is in the file, where that is so. */
    static Optional<String> gap(SortedSet<String> unwritten) {
        return unwritten.isEmpty()
                ? Optional.empty()
                : Optional.of("authentication methods: not written of them: " + String.join(", ", unwritten));
    }
}
