package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import java.util.List;

/** Keeps those settings of a client that hold secrets, such as keys for somebody else's service, encrypted at rest. */
record SecretSettings(SecretBox box) {

    /** Their names. */
    static final List<String> NAMES = List.of("addons", "encryption_key");

    private static final String PURPOSE = "client_settings";

    JsonObject sealed(JsonObject settings) {
        var sealed = settings;
        for (var name : NAMES) {
            var open = settings.object(name);
            if (open.isPresent()) {
                sealed = sealed.with(
                        name, box.seal(PURPOSE, new Secret(open.get().toString())));
            }
        }
        return sealed;
    }

    JsonObject opened(JsonObject settings) {
        var opened = settings;
        for (var name : NAMES) {
            var sealed = settings.text("/" + name);
            if (sealed.isPresent()) {
                opened = opened.with(
                        name,
                        JsonObject.ofWritten(box.open(PURPOSE, sealed.get()).reveal()));
            }
        }
        return opened;
    }
}
