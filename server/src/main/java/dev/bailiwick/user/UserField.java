package dev.bailiwick.user;

import java.util.Arrays;
import java.util.Optional;

/** A member of the profile by which users can be searched. */
enum UserField {
    USER_ID("user_id", false),
    NAME("name", true),
    NICKNAME("nickname", true),
    EMAIL("email", true),
    CONNECTION("identities.connection", false);

    private final String path;
    private final boolean isFolded;

    UserField(String path, boolean isFolded) {
        this.path = path;
        this.isFolded = isFolded;
    }

    /** The field of this name; {@code connection} is the extension's shorter name of one. */
    static Optional<UserField> find(String word) {
        var plain = word.equals("connection") ? CONNECTION.path : word;
        return Arrays.stream(values()).filter(field -> field.path.equals(plain)).findFirst();
    }

    /** Where in the profile it is. */
    String path() {
        return path;
    }

    /** What is compared for this text. */
    String key(String text) {
        if (this == USER_ID) {
            return text;
        }
        return isFolded ? SearchKey.of(text) : SearchKey.exactly(text);
    }
}
