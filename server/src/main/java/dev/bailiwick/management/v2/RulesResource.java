package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rule.Rule;
import dev.bailiwick.rule.RuleChange;
import dev.bailiwick.rule.RuleDraft;
import dev.bailiwick.rule.RuleId;
import dev.bailiwick.rule.Rules;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code /rules}. */
final class RulesResource {

    /** With a stage, which the published description leaves out and Auth0's own tool sends. */
    private static final Schema CREATE = Schema.of("rule-create");

    private static final Schema UPDATE = Schema.of("rule-update");
    private static final int PER_PAGE = 50;

    private final Rules rules;

    RulesResource(Rules rules) {
        this.rules = rules;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_rules", this::list),
                Operations.route("post_rules", this::create),
                Operations.route("get_rules_by_id", this::one),
                Operations.route("patch_rules_by_id", this::change),
                Operations.route("delete_rules_by_id", this::remove));
    }

    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var fields = Fields.of(call);
        var found = rules.list(call.tenant().id(), Parameters.truth(call, "enabled"), paging.slice());
        return paging.answer("rules", found, rule -> fields.of(json(rule)));
    }

    private Answer create(Call call) {
        var body = CREATE.read(call);
        var draft = new RuleDraft(
                body.text("/name").orElseThrow(),
                body.text("/script").orElseThrow(),
                body.text("/stage").orElse(Rule.USUAL_STAGE),
                body.number("/order"),
                body.flag("/enabled").orElse(true));
        return Answer.of(201, json(rules.add(call.tenant().id(), draft, call.origin())));
    }

    private Answer one(Call call) {
        return Answer.ok(Fields.of(call).of(json(rules.get(call.tenant().id(), id(call)))));
    }

    private Answer change(Call call) {
        var body = UPDATE.read(call);
        var change =
                new RuleChange(body.text("/name"), body.text("/script"), body.number("/order"), body.flag("/enabled"));
        return Answer.ok(json(rules.change(call.tenant().id(), id(call), change, call.origin())));
    }

    private Answer remove(Call call) {
        rules.remove(call.tenant().id(), id(call), call.origin());
        return Answer.noContent();
    }

    private static RuleId id(Call call) {
        return new RuleId(call.path("id"));
    }

    private static JsonObject json(Rule rule) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", rule.id().value());
        members.put("enabled", rule.isEnabled());
        members.put("script", rule.script());
        members.put("name", rule.name());
        members.put("order", rule.order());
        members.put("stage", rule.stage());
        return JsonObject.of(members);
    }
}
