package dev.bailiwick.app.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The credentials of clients in files: the API shows the ids of them alone, and takes them whole with new clients alone. */
final class KeysOfClients {

    private static final String METHODS = "client_authentication_methods";
    private static final String TOKEN_VAULT = "token_vault_privileged_access";
    private static final String REQUESTS = "signed_request_object";
    private static final String CREDENTIALS = "credentials";

    private KeysOfClients() {}

    /** Takes the ids out of a client that was read, and tells where there were any. */
    static List<String> withoutIds(ObjectNode client) {
        var told = new ArrayList<String>();
        if (client.remove(METHODS) != null) {
            told.add(METHODS + ": the API does not show keys");
        }
        for (var attribute : List.of(REQUESTS, TOKEN_VAULT)) {
            if (client.get(attribute) instanceof ObjectNode settings && takenOut(attribute, settings)) {
                told.add(attribute + ": the API does not show keys");
            }
        }
        return told;
    }

    /** Takes out of a client that is to be written what cannot be taken, and tells that. A null is one. */
    static List<String> withoutUntakable(ObjectNode client, boolean isNew) {
        var told = new ArrayList<String>();
        if (client.get(METHODS) instanceof ObjectNode methods
                && !(isNew && areWhole(methods.valueStream().map(method -> method.path(CREDENTIALS))))) {
            client.remove(METHODS);
            told.add(METHODS + ": keys are taken with new clients alone, by their pem");
        }
        for (var attribute : List.of(REQUESTS, TOKEN_VAULT)) {
            if (client.get(attribute) instanceof ObjectNode settings
                    && !(isNew && areWhole(Stream.of(settings.path(CREDENTIALS))))
                    && takenOut(attribute, settings)) {
                told.add(attribute + ": keys are taken with new clients alone, by their pem");
            }
        }
        return told;
    }

    /** Leaves a client that is there those keys for the token vault which it has: a change puts itself in the place of all. */
    static void keep(AssetType type, ObjectNode client, JsonNode before) {
        if (type.name().equals(AssetTypes.CLIENTS)
                && client.get(TOKEN_VAULT) instanceof ObjectNode access
                && before.path(TOKEN_VAULT).get(CREDENTIALS) instanceof ArrayNode ids) {
            access.set(CREDENTIALS, ids);
        }
    }

    /** Leaves an empty list where there must be one. Tells whether there were any. */
    private static boolean takenOut(String attribute, ObjectNode settings) {
        var credentials = settings.remove(CREDENTIALS);
        if (attribute.equals(TOKEN_VAULT)) {
            settings.putArray(CREDENTIALS);
        }
        return credentials != null && !credentials.isEmpty();
    }

    /** Whether each credential has what it consists of. */
    private static boolean areWhole(Stream<JsonNode> lists) {
        var credentials = lists.flatMap(JsonNode::valueStream).toList();
        return !credentials.isEmpty()
                && credentials.stream()
                        .allMatch(each -> Stream.of("pem", "subject_dn")
                                .anyMatch(member ->
                                        !each.path(member).asString("").isEmpty()));
    }
}
