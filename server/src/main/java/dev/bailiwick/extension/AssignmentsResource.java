package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.patch;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.Assignments;
import dev.bailiwick.rbac.Naming;
import dev.bailiwick.rbac.RoleId;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The changes of {@code /users/{id}/groups} and {@code /users/{id}/roles} of the Authorization Extension. */
final class AssignmentsResource {

    private final Assignments assignments;

    AssignmentsResource(Assignments assignments) {
        this.assignments = assignments;
    }

    /** The original cannot take a user out of groups from this side; we can. */
    List<Route> routes() {
        return List.of(
                patch("/users/{id}/groups", anyOf("update:groups"), this::addGroups),
                delete("/users/{id}/groups", anyOf("update:groups"), this::removeGroups),
                patch("/users/{id}/roles", anyOf("update:roles", "update:users"), this::addRoles),
                delete("/users/{id}/roles", anyOf("update:roles"), this::removeRoles));
    }

    private Answer addGroups(Call call) {
        assignments.addGroups(call.tenant().id(), user(call), named(call), call.origin());
        return Answer.noContent();
    }

    private Answer removeGroups(Call call) {
        assignments.removeGroups(call.tenant().id(), user(call), named(call), call.origin());
        return Answer.noContent();
    }

    private Answer addRoles(Call call) {
        assignments.addRoles(call.tenant().id(), user(call), named(call), call.origin());
        return Answer.noContent();
    }

    private Answer removeRoles(Call call) {
        var user = user(call);
        var roles =
                Joi.guids(Payload.read(call.body())).stream().map(RoleId::new).toList();
        assignments.removeRoles(call.tenant().id(), user, roles, call.origin());
        return Answer.noContent();
    }

    /** Whoever is assigned is a key. */
    private static UserId user(Call call) {
        var id = call.path("id");
        if (id.getBytes(StandardCharsets.UTF_8).length > Joi.LONGEST_KEY) {
            throw new Problem.Invalid(Part.PATH, "/id", "must not be longer than " + Joi.LONGEST_KEY + " bytes")
                    .asException();
        }
        return new UserId(id);
    }

    /** All are ids when the first one is, and otherwise all are names. */
    private static Naming named(Call call) {
        var texts = Joi.keys(Payload.read(call.body()));
        return Joi.isGuid(texts.getFirst()) ? new Naming.ByIds(texts) : new Naming.ByNames(texts);
    }
}
