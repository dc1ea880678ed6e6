package dev.bailiwick.management.v1;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.user.Directory;
import dev.bailiwick.user.User;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Optional;

/** {@code /users}, one at a time, and their metadata. */
final class UsersResource {

    private static final String ONE = "/users/{id}";
    private static final String METADATA = ONE + "/metadata";

    private final Directory directory;

    UsersResource(Directory directory) {
        this.directory = directory;
    }

    List<Route> routes() {
        return List.of(
                Routes.post("/users", this::create),
                Routes.get(ONE, call -> Answer.ok(UserJson.of(user(call)))),
                Routes.patch(ONE, this::change),
                Routes.delete(ONE, this::remove),
                Routes.delete("/users", UsersResource::removeAll),
                Routes.get(
                        METADATA, call -> Answer.ok(UserJson.metadata(user(call).item()))),
                Routes.put(METADATA, this::replaceMetadata),
                Routes.patch(METADATA, this::changeMetadata));
    }

    private Answer create(Call call) {
        var asked = UserMembers.ofNew(Payload.read(call));
        var tenant = call.tenant().id();
        var added = directory.accounts().add(tenant, asked, Optional.empty(), call.origin());
        return Answer.ok(UserJson.of(directory.users().numbered(tenant, added.id())));
    }

    private Answer change(Call call) {
        var user = user(call);
        var change = UserMembers.of(Payload.read(call));
        return Answer.ok(UserJson.of(new Numbered<>(user.number(), changed(call, user, change))));
    }

    private Answer remove(Call call) {
        directory.removal().remove(call.tenant().id(), user(call).item().id(), call.origin());
        return Routes.done();
    }

    /** Whoever forgets the id behind the slash asks for this. */
    private static Answer removeAll(Call call) {
        throw new Problem.NotSupported("All users at once are not deleted. Delete them one by one, or their connection,"
                        + " with which they go")
                .asException();
    }

    private Answer replaceMetadata(Call call) {
        var user = user(call);
        directory
                .accounts()
                .replaceAppMetadata(call.tenant().id(), user.item().id(), Payload.read(call), call.origin());
        return Routes.done();
    }

    private Answer changeMetadata(Call call) {
        var user = user(call);
        var change = Payload.read(call);
        if (change.size() > 0) { // which would take all of them away
            changed(call, user, UserMembers.metadata(change));
        }
        return Routes.done();
    }

    private User changed(Call call, Numbered<User> user, JsonObject change) {
        return directory.accounts().change(call.tenant().id(), user.item().id(), change, call.origin());
    }

    private Numbered<User> user(Call call) {
        return user(directory, call);
    }

    /** The user whom the path names, by one of the two ids. Refuses with {@code Problem.NotFound}. */
    static Numbered<User> user(Directory directory, Call call) {
        var tenant = call.tenant().id();
        var id = call.path("id");
        var number = UserIds.number(id);
        var byNumber = number.isPresent()
                ? directory.users().ofNumber(tenant, number.getAsLong())
                : Optional.<Numbered<User>>empty();
        return byNumber.orElseGet(() -> directory.users().numbered(tenant, new UserId(id)));
    }
}
