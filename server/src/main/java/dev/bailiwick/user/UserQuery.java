package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which users are meant. Values are compared whole, in the form of {@link AttributeValue}. */
public sealed interface UserQuery {

    /** Those who have one of the values in the field. */
    record Is(UserField field, List<String> values) implements UserQuery {

        public Is {
            values = List.copyOf(values);
        }
    }

    /** Those who have a value in the field that is not before the one and is before the other. */
    record Between(UserField field, String from, String to) implements UserQuery {}

    /**
     * Those who have a text in the field that holds these texts one behind the other, the first at its beginning and the
     * last at its end; both may be empty.
     */
    record Like(UserField field, List<String> parts) implements UserQuery {

        public Like {
            parts = List.copyOf(parts);
        }

        /** Whether whatever begins with the first text is meant. */
        boolean isBeginning() {
            return parts.size() == 2 && parts.getLast().isEmpty();
        }
    }

    /** Those who have anything in the field, or below it. */
    record Exists(UserField field) implements UserQuery {}

    /** Those who are known to have logged in with a client: see {@link UsedClients}. */
    record OfClient(ClientId client) implements UserQuery {}

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

    /** Those who have an account of the connection of this name. */
    static UserQuery ofConnection(String name) {
        return UserTerm.is(UserField.CONNECTION, name, true);
    }

    /** Those whose name or address begins with the text, in whatever case. */
    static UserQuery beginning(String text) {
        return new Any(Stream.of(UserField.NAME, UserField.EMAIL)
                .<UserQuery>map(field -> new Like(field, List.of(field.key(text), "")))
                .toList());
    }

    /** Those who have just this text in the field. Refuses with {@link Problem.NotSearchable} an unknown one. */
    static UserQuery having(String field, String text) {
        return UserField.find(field)
                .map(known -> UserTerm.is(known, text, false))
                .orElseThrow(() -> new Problem.NotSearchable("user", field).asException());
    }

    /** Those who have nothing in the field. Refuses with {@link Problem.NotSearchable} an unknown one. */
    static UserQuery lacking(String field) {
        return UserField.find(field)
                .<UserQuery>map(known -> new Not(new Exists(known)))
                .orElseThrow(() -> new Problem.NotSearchable("user", field).asException());
    }

    /** Those who have an account of one of the connections. */
    static UserQuery ofConnections(List<String> names) {
        return new Is(
                UserField.CONNECTION, names.stream().map(AttributeValue::exact).toList());
    }

    /** Whether an index has those who are meant, in the order of their creation: so that a page of them costs no more than itself. */
    default boolean isOrdered() {
        return switch (this) {
            case Is is -> is.values.size() == 1;
            case All all -> all.parts.isEmpty();
            case Between _, Like _, Exists _, OfClient _, Any _, Not _ -> false;
        };
    }

    /** Whether an index has those who are meant, in whatever order: so that a few cost little, and whether they are few is soon told. */
    default boolean isIndexed() {
        return switch (this) {
            case Is is -> isOrdered() || is.field.isOwn();
            case All all ->
                all.parts.isEmpty()
                        || (all.parts.stream().allMatch(UserQuery::isLook)
                                && all.parts.stream().anyMatch(part -> part instanceof Is is && is.field.isOwn()));
            case Between _, Like _, Exists _ -> range().isPresent();
            case OfClient _, Any _, Not _ -> false;
        };
    }

    /** The field in whose order an index has those who are meant: all that have one of its values side by side, and no other. */
    default Optional<UserField> range() {
        var field = switch (this) {
            case Between between -> Optional.of(between.field);
            case Like like when like.isBeginning() -> Optional.of(like.field);
            case Exists exists -> Optional.of(exists.field);
            case Is _, Like _, OfClient _, All _, Any _, Not _ -> Optional.<UserField>empty();
        };
        return field.filter(UserField::isSingle);
    }

    private static boolean isLook(UserQuery part) {
        return part instanceof Is || part instanceof Not(Is _);
    }

    /** Those who are meant by both. */
    default UserQuery and(UserQuery other) {
        return equals(everybody()) ? other : new All(List.of(this, other));
    }

    /**
     * Reads Lucene's grammar, as far as it can be answered: words, phrases, wildcards, ranges, {@code field:…},
     * {@code _exists_:field}, AND, OR, NOT and parentheses. A blank text means everybody.
     *
     * <p>Refuses with {@link Problem.Invalid} all else, and with {@link Problem.NotSearchable} an unknown field.
     */
    static UserQuery parse(String text) {
        return text.isBlank() ? everybody() : QueryGrammar.read(text);
    }
}
