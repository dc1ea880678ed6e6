package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Access.anyOfOrApiKey;
import static dev.bailiwick.web.Access.anyTokenOrApiKey;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.Policies;
import dev.bailiwick.rbac.PolicyDecision;
import dev.bailiwick.rbac.PolicyQuestion;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What users may do: the original's policy route, and what its users asked for beside it. */
final class PolicyResource {

    private static final int MOST_USERS = 1_000;

    private final Policies policies;
    private final boolean tellsAll;

    /** @param tellsAll whether the original's route asks for no scope */
    PolicyResource(Policies policies, boolean tellsAll) {
        this.policies = policies;
        this.tellsAll = tellsAll;
    }

    List<Route> routes() {
        var asked = tellsAll ? anyTokenOrApiKey() : anyOfOrApiKey("read:users");
        return List.of(
                post("/users/{id}/policy/{client}", asked, this::decide),
                get("/users/{id}/policy/{client}/explain", anyOf("read:users"), this::explain),
                post("/users/policy", anyOf("read:users"), this::decideAll));
    }

    record DecisionJson(List<String> groups, List<String> roles, List<String> permissions) {

        static DecisionJson of(PolicyDecision decision) {
            return new DecisionJson(decision.groups(), decision.roles(), decision.permissions());
        }
    }

    record UserDecisionJson(
            @JsonProperty("user_id") String userId, List<String> groups, List<String> roles, List<String> permissions) {

        static UserDecisionJson of(UserId user, PolicyDecision decision) {
            return new UserDecisionJson(user.value(), decision.groups(), decision.roles(), decision.permissions());
        }
    }

    private Answer decide(Call call) {
        var body = Joi.object(Payload.read(call.body()));
        var connectionName = Joi.requiredText(body, "connectionName");
        var groups = Joi.texts(body, "groups");
        Joi.onlyMembers(body, Set.of("connectionName", "groups"));
        var question = new PolicyQuestion(new ClientId(call.path("client")), connectionName, groups);
        return Answer.ok(DecisionJson.of(policies.decide(call.tenant().id(), user(call), question)));
    }

    private Answer explain(Call call) {
        Joi.onlyParameters(call.query(), Set.of("connectionName", "groups", "permission"));
        var question = new PolicyQuestion(
                new ClientId(call.path("client")),
                Joi.requiredParameter(call.query(), "connectionName"),
                call.queryItems("groups"));
        var permission = call.query().has("permission") ? Joi.requiredParameter(call.query(), "permission") : null;
        return Answer.streamed(
                ExplanationJson.of(policies.explain(call.tenant().id(), user(call), question, permission)));
    }

    private Answer decideAll(Call call) {
        var body = Joi.object(Payload.read(call.body()));
        var client = new ClientId(Joi.requiredText(body, "clientId"));
        var connectionName = Joi.requiredText(body, "connectionName");
        var groups = Joi.texts(body, "groups");
        var users = users(body);
        Joi.onlyMembers(body, Set.of("clientId", "connectionName", "groups", "users"));
        var question = new PolicyQuestion(client, connectionName, groups);
        var decisions = policies.decideAll(call.tenant().id(), users, question);
        var places = IntStream.range(0, users.size()).boxed().toList();
        return Answer.streamed(new MappedList<>(places, i -> UserDecisionJson.of(users.get(i), decisions.get(i))));
    }

    private static List<UserId> users(JsonNode body) {
        if (!body.has("users")) {
            throw Joi.body("/users", "is required");
        }
        var users = Joi.texts(body, "users");
        if (users.isEmpty()) {
            throw Joi.body("/users", "must contain at least 1 items");
        }
        if (users.size() > MOST_USERS) {
            throw Joi.body("/users", "must contain less than or equal to " + MOST_USERS + " items");
        }
        return users.stream().map(UserId::new).toList();
    }

    private static UserId user(Call call) {
        return new UserId(call.path("id"));
    }
}
