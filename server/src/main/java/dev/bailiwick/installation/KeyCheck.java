package dev.bailiwick.installation;

import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;

/** Makes sure that the encryption key is the one with which the database was begun, before anything is sealed with another. */
public final class KeyCheck {

    private static final String NAME = "key_check";
    private static final Secret KNOWN = new Secret("the key is right");

    private KeyCheck() {}

    /** Throws {@link SecretBox.WrongKeyException} when it is another key. The first one to be checked is the right one. */
    public static void require(Database database, SecretBox box) {
        var store = new InstallationStore();
        var sealed = database.read(tx -> store.find(tx, NAME)).orElseGet(() -> {
            var first = box.seal(NAME, KNOWN);
            return database.transaction(tx -> store.findOrInsert(tx, NAME, first));
        });
        box.open(NAME, sealed);
    }
}
