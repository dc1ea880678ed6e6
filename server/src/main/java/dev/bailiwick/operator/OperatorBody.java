package dev.bailiwick.operator;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The object that an operator sends, each of whose members is known here. */
record OperatorBody(JsonNode object) {

    /** Refuses what is no object, and members of other names: one that is misspelt would go unnoticed. */
    static OperatorBody of(JsonNode body, Set<String> members) {
        if (!body.isObject()) {
            throw new Problem.Unreadable(Part.BODY, "The body must be a JSON object.").asException();
        }
        for (var name : body.propertyNames()) {
            if (!members.contains(name)) {
                throw invalid(name, "is not known here");
            }
        }
        return new OperatorBody(body);
    }

    JsonNode value(String name) {
        return object.path(name);
    }

    /** A text that has to be there. */
    String text(String name) {
        return find(name).orElseThrow(() -> invalid(name, "is required"));
    }

    /** A text that may be absent, or null. */
    Optional<String> find(String name) {
        var value = value(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw invalid(name, "must be a string");
        }
        return Optional.of(value.asString());
    }

    /** False where it is absent. */
    boolean isTrue(String name) {
        var value = value(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(name, "must be true or false");
        }
        return value.asBoolean(false);
    }

    static RuntimeException invalid(String name, String rule) {
        return new Problem.Invalid(Part.BODY, "/" + name, rule).asException();
    }

    /** What it holds may be secret. */
    @Override
    public String toString() {
        return "OperatorBody" + object.propertyNames();
    }
}
