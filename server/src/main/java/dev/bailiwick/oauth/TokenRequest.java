package dev.bailiwick.oauth;

import dev.bailiwick.json.Json;
import dev.bailiwick.oauth.grant.Parameters;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.web.Body;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Query;
import java.util.HashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads a token request's parameters from a form or, with the same meaning, from a JSON object, where {@code scope} may be a list. */
final class TokenRequest {

    private static final String SCOPE = "scope";

    private TokenRequest() {}

    /** Refuses repeated parameters (RFC 6749 section 3.2), a secret in the query, and bodies of another form. */
    static Parameters read(Call call) {
        if (call.query().has("client_secret") || call.query().has("client_assertion")) {
            throw invalid("A client's credentials have no place in the query");
        }
        var bytes = call.body().bytes();
        if (beginsLikeJson(bytes)) {
            return ofJson(Json.read(bytes)); // whatever curl calls it, whose default is a form
        }
        return switch (call.body().mediaType()) {
            case "application/json" -> ofJson(Json.read(bytes));
            case "application/x-www-form-urlencoded", "" -> ofForm(Body.form(bytes));
            default -> throw invalid("The body must be a form or a JSON object");
        };
    }

    private static Parameters ofForm(Query form) {
        var values = new HashMap<String, String>();
        form.values().forEach((name, given) -> {
            if (given.size() > 1) {
                throw new TokenRefusal.NoText(name, "array").asException();
            }
            values.put(name, given.getFirst());
        });
        return new Parameters(values);
    }

    private static Parameters ofJson(JsonNode body) {
        if (!body.isObject()) {
            throw invalid("The body must be a form or a JSON object");
        }
        var values = new HashMap<String, String>();
        body.properties().forEach(member -> {
            if (member.getKey().equals(SCOPE) && !member.getValue().isNull()) {
                values.put(SCOPE, scope(member.getValue()));
            } else if (member.getValue().isString()) {
                values.put(member.getKey(), member.getValue().asString());
            } else if (!member.getValue().isNull()) {
                throw new TokenRefusal.NoText(member.getKey(), type(member.getValue())).asException();
            }
        });
        return new Parameters(values);
    }

    /** Scopes as a form has them, which JSON may tell as a list. */
    private static String scope(JsonNode told) {
        if (told.isString()) {
            return told.asString();
        }
        if (!told.isArray() || !told.valueStream().allMatch(JsonNode::isString)) {
            throw new TokenRefusal.InvalidScope().asException();
        }
        return told.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    }

    private static String type(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static boolean beginsLikeJson(byte[] bytes) {
        for (byte octet : bytes) {
            if (!Character.isWhitespace(octet)) {
                return octet == '{' || octet == '[';
            }
        }
        return false;
    }

    private static RuntimeException invalid(String reason) {
        return new TokenRefusal.InvalidRequest(reason).asException();
    }
}
