package dev.bailiwick.management.v2;

import dev.bailiwick.client.ClientCredential;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.client.ClientProof;
import dev.bailiwick.client.CredentialUse;
import dev.bailiwick.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The credentials that are made with a client, by what they are used for. */
record NewCredentials(Map<CredentialUse, List<ClientCredential>> byUse) {

    /** Whether a body, which is as its schema says, asks for any. */
    static boolean areIn(JsonObject asked) {
        return Arrays.stream(CredentialUse.values())
                .anyMatch(use -> !use.in(asked).isEmpty());
    }

    /** Those that a body asks for; one that it names for several uses is made once. Refuses what is no credential. */
    static NewCredentials of(JsonObject asked, ClientKeys keys) {
        var byUse = new EnumMap<CredentialUse, List<ClientCredential>>(CredentialUse.class);
        for (var use : CredentialUse.values()) {
            var others = byUse.values().stream().flatMap(Collection::stream).toList();
            var made = use.in(asked).stream()
                    .map(each -> made(each.text("/name").orElse(""), CredentialJson.proof(each), others, keys))
                    .toList();
            if (!made.isEmpty()) {
                byUse.put(use, made);
            }
        }
        return new NewCredentials(byUse);
    }

    private static ClientCredential made(
            String name, ClientProof proof, List<ClientCredential> others, ClientKeys keys) {
        return others.stream()
                .filter(other -> other.name().equals(name) && other.proof().equals(proof))
                .findFirst()
                .orElseGet(() -> keys.prepare(name, proof));
    }

    List<ClientCredential> all() {
        return byUse.values().stream().flatMap(Collection::stream).distinct().toList();
    }

    /** A client's attributes with the ids of these, as they are kept and shown. */
    JsonObject named(JsonObject attributes) {
        return with(attributes, credential -> JsonObject.of(Map.of("id", credential.id())));
    }

    /** A client with all that is told of these, as it is shown once. */
    JsonObject told(JsonObject client) {
        return with(client, CredentialJson::of);
    }

    private JsonObject with(JsonObject attributes, Function<ClientCredential, JsonObject> form) {
        var filled = attributes;
        for (var each : byUse.entrySet()) {
            filled = each.getKey()
                    .with(filled, each.getValue().stream().map(form).toList());
        }
        return filled;
    }
}
