package dev.bailiwick.app.deploy;

import java.util.ArrayList;
import java.util.List;
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
            if (client.get(attribute) instanceof ObjectNode settings) {
                var ids = settings.remove(CREDENTIALS);
                if (ids != null && !ids.isEmpty()) {
                    told.add(attribute + ": the API does not show keys");
                }
            }
        }
        return told;
    }

    /** Takes out of a client that is to be written what cannot be taken, and tells that. */
    static List<String> withoutUntakable(ObjectNode client, boolean isNew) {
        var told = new ArrayList<String>();
        for (var attribute : List.of(METHODS, TOKEN_VAULT)) {
            if (client.has(attribute)
                    && !(isNew && isWhole(client.get(attribute).toString()))) {
                client.remove(attribute);
                told.add(attribute + ": keys are taken with new clients alone, by their pem");
            }
        }
        if (client.get(REQUESTS) instanceof ObjectNode settings
                && !settings.path(CREDENTIALS).isEmpty()
                && !(isNew && isWhole(settings.toString()))) {
            settings.remove(CREDENTIALS);
            told.add(REQUESTS + ": keys are taken with new clients alone, by their pem");
        }
        return told;
    }

    private static boolean isWhole(String credentials) {
        return credentials.contains("\"pem\"") || credentials.contains("\"subject_dn\"");
    }
}
