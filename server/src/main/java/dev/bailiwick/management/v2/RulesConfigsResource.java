package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rule.RuleVariables;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /rules-configs}. */
final class RulesConfigsResource {

    private static final Schema VALUE = Schema.of("rules-config");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_\\-@*+:]*");
    private static final int LONGEST_KEY = 127;

    private final RuleVariables variables;

    RulesConfigsResource(RuleVariables variables) {
        this.variables = variables;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_rules-configs", this::list),
                Operations.route("put_rules-configs_by_key", this::set),
                Operations.route("delete_rules-configs_by_key", this::remove));
    }

    record KeyJson(String key) {}

    /** What was sent is sent back, as Auth0 does, and never again. */
    record PairJson(String key, String value) {}

    private Answer list(Call call) {
        return Answer.ok(
                variables.names(call.tenant().id()).stream().map(KeyJson::new).toList());
    }

    private Answer set(Call call) {
        var key = key(call);
        if (!KEY.matcher(key).matches()) {
            throw broken("String does not match pattern ^" + KEY + "$: " + key);
        }
        var value = VALUE.read(call).text("/value").orElseThrow();
        variables.set(call.tenant().id(), key, new Secret(value), call.origin());
        return Answer.ok(new PairJson(key, value));
    }

    private Answer remove(Call call) {
        variables.remove(call.tenant().id(), key(call), call.origin());
        return Answer.noContent();
    }

    private static String key(Call call) {
        var key = call.path("key");
        int length = key.codePointCount(0, key.length());
        if (length > LONGEST_KEY) {
            throw broken("String is too long (" + length + " chars), maximum " + LONGEST_KEY);
        }
        return key;
    }

    private static RuntimeException broken(String rule) {
        return new Problem.Invalid(Part.PATH, "/key", rule).asException();
    }
}
