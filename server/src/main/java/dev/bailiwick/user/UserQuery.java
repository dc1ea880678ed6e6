package dev.bailiwick.user;

import dev.bailiwick.problem.Problem;
import java.util.List;

/** Which users are meant. Texts are compared whole; the case counts in ids and connections only. */
public sealed interface UserQuery {

    /** Those whose field is the text. */
    record Is(UserField field, String text) implements UserQuery {}

    /** Those whose field begins with the text. */
    record Begins(UserField field, String text) implements UserQuery {}

    /** Those who are meant by each. */
    record All(List<UserQuery> parts) implements UserQuery {

        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Those who are meant by at least one. */
    record Any(List<UserQuery> parts) implements UserQuery {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Everybody else. */
    record Not(UserQuery part) implements UserQuery {}

    /** Everybody. */
    static UserQuery everybody() {
        return new All(List.of());
    }

    /**
     * Reads Lucene's grammar, as far as it can be answered: words, prefixes, phrases, {@code field:…}, AND, OR, NOT and
     * parentheses. A blank text means everybody.
     *
     * <p>Refuses with {@link Problem.Invalid} all else, and with {@link Problem.NotSearchable} an unknown field.
     */
    static UserQuery parse(String text) {
        return text.isBlank() ? everybody() : QueryGrammar.read(text);
    }
}
