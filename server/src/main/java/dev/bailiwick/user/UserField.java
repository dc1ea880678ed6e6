package dev.bailiwick.user;

import java.util.Arrays;
import java.util.Optional;

/** A member of the profile by which users can be searched. */
enum UserField {
    USER_ID("user_id", "user_id", false),
    NAME("name", "name_key", true),
    NICKNAME("nickname", "nickname_key", true),
    EMAIL("email", "email_key", true),
    CONNECTION("connection", "connection", false);

    private final String word;
    private final String column;
    private final boolean isFolded;

    UserField(String word, String column, boolean isFolded) {
        this.word = word;
        this.column = column;
        this.isFolded = isFolded;
    }

    /** The field of this name; {@code identities.connection} is Auth0's longer name of one. */
    static Optional<UserField> find(String word) {
        var plain = word.equals("identities.connection") ? CONNECTION.word : word;
        return Arrays.stream(values()).filter(field -> field.word.equals(plain)).findFirst();
    }

    String column() {
        return column;
    }

    /** What is in the column for this text. */
    String key(String text) {
        if (this == USER_ID) {
            return text;
        }
        return isFolded ? SearchKey.of(text) : SearchKey.exactly(text);
    }
}
