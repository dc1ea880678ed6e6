package dev.bailiwick.user;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** What users are searched by, lifted out of their profiles. */
final class UserAttributes {

    private UserAttributes() {}

    /**
     * One text by which a user is found.
     *
     * @param path where in the profile
     * @param value a text that sorts as the value does
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
        add(all, UserField.CONNECTION, user.connection().orElse(""));
        add(all, UserField.NAME, user.name().orElse(""));
        add(all, UserField.NICKNAME, user.nickname().orElse(""));
        add(all, UserField.EMAIL, user.email().orElse(""));
        return all;
    }

    private static void add(SortedSet<Attribute> all, UserField field, String text) {
        if (!text.isEmpty()) {
            all.add(new Attribute(field.path(), field.key(text)));
        }
    }
}
