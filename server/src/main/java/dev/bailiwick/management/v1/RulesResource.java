package dev.bailiwick.management.v1;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rule.Rule;
import dev.bailiwick.rule.RuleChange;
import dev.bailiwick.rule.RuleDraft;
import dev.bailiwick.rule.Rules;
import dev.bailiwick.store.Slice;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code /rules}, by their names. They are kept, and not run. */
final class RulesResource {

    private static final String ALL = "/rules";
    private static final String ONE = ALL + "/{name}";

    /** As there may be at most. */
    private static final Slice EVERY = new Slice(0, 0, 1_000);

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_SCRIPT = 102_400;

    /** As forms tell numbers. */
    private static final Predicate<String> DIGITS =
            Pattern.compile("[0-9]{1,9}").asMatchPredicate();

    private final Rules rules;

    RulesResource(Rules rules) {
        this.rules = rules;
    }

    List<Route> routes() {
        return List.of(
                Routes.get(ALL, this::list),
                Routes.post(ALL, this::create),
                Routes.get(ONE, call -> Answer.ok(json(rule(call)))),
                Routes.put(ONE, this::change),
                Routes.delete(ONE, this::remove));
    }

    private Answer list(Call call) {
        return Answer.ok(rules.list(call.tenant().id(), Optional.empty(), EVERY).items().stream()
                .map(RulesResource::json)
                .toList());
    }

    private Answer create(Call call) {
        var body = Payload.read(call);
        var name = Payload.needed(body, "name", LONGEST_NAME);
        var draft = new RuleDraft(
                name,
                script(body).orElseThrow(() -> Payload.refused("script", "is required")),
                Rule.USUAL_STAGE,
                order(body),
                isOn(body).orElse(true));
        return Answer.of(201, json(rules.add(call.tenant().id(), draft, call.origin())));
    }

    /** The name stays: it is what the rule is known by. */
    private Answer change(Call call) {
        var rule = rule(call);
        var body = Payload.read(call);
        Payload.text(body, "name").filter(name -> !name.equals(rule.name())).ifPresent(_ -> {
            throw Payload.refused("name", "cannot be changed");
        });
        var change = new RuleChange(Optional.empty(), script(body), order(body), isOn(body));
        return Answer.ok(json(rules.change(call.tenant().id(), rule.id(), change, call.origin())));
    }

    private Answer remove(Call call) {
        rules.remove(call.tenant().id(), rule(call).id(), call.origin());
        return Answer.ok(Map.of("removed", call.path("name")));
    }

    private Rule rule(Call call) {
        var name = call.path("name");
        return rules.named(call.tenant().id(), name)
                .orElseThrow(() -> new Problem.NotFound("rule", name).asException());
    }

    private static Optional<String> script(JsonObject body) {
        var script = Payload.text(body, "script");
        script.ifPresent(text -> Payload.requireShort("script", text, LONGEST_SCRIPT));
        return script;
    }

    private static Optional<Long> order(JsonObject body) {
        var order = body.number("/order")
                .or(() -> body.text("/order").filter(DIGITS).map(Long::valueOf));
        if (order.filter(number -> number > 0).isEmpty() && body.value("/order").isPresent()) {
            throw Payload.refused("order", "must be a whole number above 0");
        }
        return order;
    }

    /** Clients of 2014 and later say {@code enabled}, as Management API v2 does. */
    private static Optional<Boolean> isOn(JsonObject body) {
        return Payload.flag(body, "status").or(() -> Payload.flag(body, "enabled"));
    }

    private static JsonObject json(Rule rule) {
        var members = new LinkedHashMap<String, Object>();
        members.put("name", rule.name());
        members.put("script", rule.script());
        members.put("order", rule.order());
        members.put("status", rule.isEnabled() ? 1 : 0);
        return JsonObject.of(members);
    }
}
