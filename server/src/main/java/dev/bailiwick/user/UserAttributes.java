package dev.bailiwick.user;

import dev.bailiwick.json.JsonLeaf;
import dev.bailiwick.json.JsonLeaf.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What users are searched by, lifted out of their profiles: the members that Auth0 lists, and all texts, numbers and truth
 * values of the metadata.
 *
 * <p>Profiles may hold more than is searched: what lies deeper than {@value #MOST_LEVELS} names, or has names of more than
 * {@value #LONGEST_PATH} characters (UTF-16 units) together, is not, nor what of the metadata comes behind the first {@value #MOST}
 * attributes. The members that Auth0 lists do not count among these, so that a user can be found by them whatever the metadata hold.
 */
final class UserAttributes {

    private static final int MOST = 1_000;
    private static final int MOST_LEVELS = 10;
    private static final int LONGEST_PATH = 200;

    private UserAttributes() {}

    /**
     * One text by which a user is found.
     *
     * @param path where in the profile
     * @param value a text that sorts as the value does; see {@link AttributeValue}
     */
    record Attribute(String path, String value) implements Comparable<Attribute> {

        private static final Comparator<Attribute> ORDER =
                Comparator.comparing(Attribute::path).thenComparing(Attribute::value);

        @Override
        public int compareTo(Attribute other) {
            return ORDER.compare(this, other);
        }
    }

    /** Those of a user: of one profile always the same, since a change takes out what the profile before it gave. */
    static SortedSet<Attribute> of(User user) {
        var all = new TreeSet<Attribute>();
        add(all, UserField.USER_ID, user.id().value());
        user.connection().ifPresent(connection -> add(all, UserField.CONNECTION, connection));
        user.email()
                .filter(email -> email.indexOf('@') >= 0)
                .ifPresent(email -> add(all, UserField.EMAIL_DOMAIN, email.substring(email.lastIndexOf('@') + 1)));
        var leaves = user.profile().leaves(MOST_LEVELS, LONGEST_PATH);
        liftFirst(leaves, all);
        lift(leaves, field -> !field.isSingle() && !field.isFree(), all, MOST);
        lift(leaves, UserField::isFree, all, all.size() + MOST);
        return all;
    }

    /** Adds the first value of each field of which there is one: a profile that was imported may have a list in its place. */
    private static void liftFirst(List<JsonLeaf> leaves, Set<Attribute> all) {
        var first = all.stream().collect(Collectors.toMap(Attribute::path, Function.identity()));
        leaves.forEach(
                leaf -> attribute(leaf, UserField::isSingle).ifPresent(found -> first.putIfAbsent(found.path, found)));
        all.addAll(first.values());
    }

    /** Adds what the leaves of some fields are found by, until there are so many. */
    private static void lift(List<JsonLeaf> leaves, Predicate<UserField> among, Set<Attribute> all, int most) {
        for (var leaf : leaves) {
            if (all.size() >= most) {
                return;
            }
            attribute(leaf, among).ifPresent(all::add);
        }
    }

    /** What a user has of a field of which there is one value at most. */
    static Optional<String> find(User user, UserField field) {
        return of(user).stream()
                .filter(attribute -> attribute.path.equals(field.path()))
                .findFirst()
                .map(Attribute::value);
    }

    private static Optional<Attribute> attribute(JsonLeaf leaf, Predicate<UserField> among) {
        return UserField.find(leaf.path())
                .filter(field -> field.path().equals(leaf.path()) && !field.equals(UserField.USER_ID))
                .filter(among)
                .flatMap(field -> field.value(leaf.value()))
                .map(value -> new Attribute(leaf.path(), value));
    }

    private static void add(SortedSet<Attribute> all, UserField field, String text) {
        field.value(new Value.Text(text)).ifPresent(value -> all.add(new Attribute(field.path(), value)));
    }
}
