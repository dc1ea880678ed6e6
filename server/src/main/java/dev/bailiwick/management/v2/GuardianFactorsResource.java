package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.Setting;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What users may be asked for beside the password, and when: {@code /guardian/factors} and {@code /guardian/policies}. */
final class GuardianFactorsResource {

    private static final Schema FACTOR = Schema.of("guardian", "factor");
    private static final Schema NAME = Schema.of("guardian", "factor-name");
    private static final Schema POLICIES = Schema.of("guardian", "policies");
    private static final String MEMBER = "policies";

    private final Documents documents;

    GuardianFactorsResource(Documents documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_factors", this::factors),
                Operations.route("put_factors_by_name", this::enable),
                Operations.route("get_policies", this::policies),
                Operations.route("put_policies", this::putPolicies));
    }

    private Answer factors(Call call) {
        var enabled = documents.get(call.tenant().id(), Setting.FACTORS);
        return Answer.ok(
                enabled.names().stream().map(name -> factor(name, enabled)).toList());
    }

    private static JsonObject factor(String name, JsonObject enabled) {
        var members = new LinkedHashMap<String, Object>();
        members.put("name", name);
        members.put("enabled", enabled.flag("/" + name).orElse(false));
        members.put("trial_expired", false);
        return JsonObject.of(members);
    }

    private Answer enable(Call call) {
        var name = NAME.path(call, "name");
        boolean isEnabled = FACTOR.read(call).flag("/enabled").orElseThrow();
        documents.patch(call.tenant().id(), Setting.FACTORS, JsonObject.of(Map.of(name, isEnabled)), call.origin());
        return Answer.ok(Map.of("enabled", isEnabled));
    }

    private Answer policies(Call call) {
        return Answer.ok(documents.get(call.tenant().id(), Setting.POLICIES).texts("/" + MEMBER));
    }

    private Answer putPolicies(Call call) {
        var wanted = JsonObject.of(Map.of(MEMBER, POLICIES.tree(call.body())));
        return Answer.ok(documents
                .put(call.tenant().id(), Setting.POLICIES, wanted, call.origin())
                .texts("/" + MEMBER));
    }
}
