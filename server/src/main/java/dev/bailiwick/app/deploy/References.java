package dev.bailiwick.app.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What in an asset names something else: clients, which have names in files and ids in the API, and the Management API of the
 * tenant that the file is from, which here is another.
 *
 * @param managementApi the tenant's own, as the API tells of it; empty where nothing is put in
 * @param identifiers those of all its resource servers
 */
record References(ClientNames clients, ObjectNode managementApi, Set<String> identifiers) {

    private static final String ENABLED = "enabled_clients";
    private static final String SCOPE = "scope";
    private static final Set<String> AUDIENCES = Set.of("audience", "resource_server_identifier", "default_audience");
    private static final Pattern MANAGEMENT_API = Pattern.compile("https://[^/]+/api/v2/");

    /** Puts ids in the place of names, and tells what is not there and is left out of a list. */
    List<String> resolve(AssetType type, ObjectNode object) {
        var missing = new ArrayList<String>();
        if (object.get(ENABLED) instanceof ArrayNode enabled) {
            var ids = enabled.arrayNode();
            for (var each : enabled) {
                clients.id(each.asString(""))
                        .ifPresentOrElse(
                                ids::add, () -> missing.add(ENABLED + ": there is no one client " + each.asString("")));
            }
            object.set(ENABLED, ids);
        }
        scalars(type, object, name -> clients.id(name).orElse(name));
        audiences(object);
        if (type.name().equals(AssetTypes.CLIENT_GRANTS)) {
            dropUnknownScopes(object, missing);
        }
        return missing;
    }

    private void dropUnknownScopes(ObjectNode grant, List<String> missing) {
        if (!(grant.get(SCOPE) instanceof ArrayNode granted)
                || !grant.path("audience").asString("").equals(identifier())) {
            return;
        }
        var scopes = managementApi
                .path("scopes")
                .valueStream()
                .map(scope -> scope.path("value").asString(""))
                .collect(Collectors.toSet());
        var known = granted.arrayNode();
        for (var scope : granted) {
            if (scopes.contains(scope.asString(""))) {
                known.add(scope);
            } else {
                missing.add(SCOPE + ": the Management API has none called " + scope.asString(""));
            }
        }
        grant.set(SCOPE, known);
    }

    /** Puts names in the place of ids. */
    void name(AssetType type, ObjectNode object) {
        if (object.get(ENABLED) instanceof ArrayNode enabled) {
            var names = enabled.arrayNode();
            enabled.valueStream()
                    .map(id -> clients.called(id.asString("")))
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .forEach(names::add);
            object.set(ENABLED, names);
        }
        scalars(type, object, clients::called);
    }

    private static void scalars(AssetType type, ObjectNode object, UnaryOperator<String> change) {
        if (type.name().equals(AssetTypes.CLIENT_GRANTS)) {
            change(object, "client_id", change);
        }
        if (object.path("options").get("idpinitiated") instanceof ObjectNode login) {
            change(login, "client_id", change);
        }
    }

    private static void change(ObjectNode object, String member, UnaryOperator<String> change) {
        if (object.get(member) instanceof StringNode text) {
            object.put(member, change.apply(text.stringValue()));
        }
    }

    private void audiences(JsonNode value) {
        if (value instanceof ObjectNode object) {
            AUDIENCES.forEach(member -> change(object, member, this::here));
        }
        value.forEach(this::audiences);
    }

    private String here(String audience) {
        return !identifiers.contains(audience)
                        && MANAGEMENT_API.matcher(audience).matches()
                ? identifier()
                : audience;
    }

    private String identifier() {
        return managementApi.path("identifier").asString("");
    }
}
