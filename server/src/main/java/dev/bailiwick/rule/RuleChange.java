package dev.bailiwick.rule;

import java.util.Optional;

/** What is to change of a rule; what is empty stays. */
public record RuleChange(
        Optional<String> name, Optional<String> script, Optional<Long> order, Optional<Boolean> isEnabled) {

    Rule of(Rule before) {
        return new Rule(
                before.id(),
                name.orElse(before.name()),
                script.orElse(before.script()),
                before.stage(),
                order.orElse(before.order()),
                isEnabled.orElse(before.isEnabled()));
    }
}
