package dev.bailiwick.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts together the statement of the set of users that a query means, and what is to be bound to it. Each term is read from
 * the tree of attributes, and the sets are joined by UNION, INTERSECT and EXCEPT: the engines' own plans for conditions
 * joined by OR read the whole table.
 *
 * <p>Words alone are joined otherwise: those of the first are read, and each is looked up in the others. So a page ends as soon
 * as it is full, and a word that nearly everybody has, such as the name of a connection, costs no more than a look.
 */
final class UserSets {

    static final String EVERYBODY = "SELECT seq FROM user_profile WHERE tenant_id = :tenant";

    private static final String THOSE = "SELECT %suser_seq AS seq FROM user_attribute WHERE tenant_id = :tenant AND ";

    /** No EXISTS: PostgreSQL would read all that nearly everybody has, to look for a few in it. */
    private static final String LOOK =
            "(SELECT 1 FROM user_attribute WHERE tenant_id = :tenant AND %s AND user_seq = %s.seq LIMIT 1)";

    private final Map<String, String> texts = new LinkedHashMap<>();
    private int names;

    /** What is to be bound, and its names in the statement. */
    Map<String, String> texts() {
        return texts;
    }

    /**
     * A statement of the numbers of those who are meant, each once, as {@code seq}; beside them, of a {@linkplain UserQuery#range range},
     * what each has there, as {@code value}.
     */
    String of(UserQuery query) {
        return switch (query) {
            case UserQuery.Is is -> those(is.field(), is.values().size() > 1) + is(is);
            case UserQuery.Between(var field, var from, var to) -> withValue(field) + between(field, from, to);
            case UserQuery.Like like -> withValue(like.field()) + like(like);
            case UserQuery.Exists(var field) -> exists(field);
            case UserQuery.OfClient(var client) -> UsedClientStore.THOSE.formatted(bound(client.value()));
            case UserQuery.Any(var parts) -> parts.stream().map(this::inner).collect(Collectors.joining(" UNION "));
            case UserQuery.All(var parts) -> all(parts);
            case UserQuery.Not not -> all(List.of(not));
        };
    }

    private static String those(UserField field, boolean canHaveMany) {
        return THOSE.formatted(canHaveMany && !field.isSingle() ? "DISTINCT " : "");
    }

    private static String withValue(UserField field) {
        return field.isSingle() ? THOSE.formatted("value, ") : those(field, true);
    }

    private String is(UserQuery.Is is) {
        var values = is.values().stream().map(this::bound).collect(Collectors.joining(", "));
        return path(is.field())
                + (is.values().size() == 1 ? " AND value = " + values : " AND value IN (" + values + ")");
    }

    private String between(UserField field, String from, String to) {
        return path(field) + " AND value >= " + bound(from) + " AND value < " + bound(to);
    }

    private String like(UserQuery.Like like) {
        var first = AttributeValue.TEXT + like.parts().getFirst();
        var beginning = between(like.field(), first, AttributeValue.behindAll(first));
        if (like.isBeginning()) {
            return beginning;
        }
        var pattern = like.parts().stream().map(UserSets::literally).collect(Collectors.joining("%"));
        return beginning + " AND value LIKE " + bound(AttributeValue.TEXT + pattern) + " ESCAPE '!'";
    }

    private static String literally(String part) {
        return part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private String exists(UserField field) {
        var here = withValue(field) + path(field);
        if (field.isSingle()) {
            return here;
        }
        var below = field.path() + ".";
        return here + " UNION " + THOSE.formatted("") + "path >= " + bound(below) + " AND path < "
                + bound(AttributeValue.behindAll(below));
    }

    private String all(List<UserQuery> parts) {
        var sets = new ArrayList<UserQuery>();
        var words = new ArrayList<UserQuery.Is>();
        var looks = new ArrayList<String>();
        var others = new ArrayList<String>();
        var name = "all" + names++;
        for (var part : parts) {
            switch (part) {
                case UserQuery.Is is -> words.add(is);
                case UserQuery.Not(UserQuery.Is is) -> looks.add(LOOK.formatted(is(is), name) + " IS NULL");
                case UserQuery.Not(var other) -> others.add(inner(other));
                default -> sets.add(part);
            }
        }
        if (!sets.isEmpty()) {
            words.stream().filter(UserSets::isRare).forEach(sets::add);
            words.removeIf(UserSets::isRare);
        } else if (!words.isEmpty()) {
            var read = words.stream()
                    .filter(word -> word.field().isOwn())
                    .findFirst()
                    .or(() -> words.stream().filter(UserSets::isRare).findFirst())
                    .orElse(words.getFirst());
            sets.add(read);
            words.remove(read);
        }
        words.forEach(is -> looks.add(LOOK.formatted(is(is), name) + " IS NOT NULL"));
        var kept = switch (sets.size()) {
            case 0 -> EVERYBODY;
            case 1 -> of(sets.getFirst());
            default -> sets.stream().map(this::inner).collect(Collectors.joining(" INTERSECT "));
        };
        var looked = looks.isEmpty()
                ? kept
                : "SELECT seq FROM (" + kept + ") AS " + name + " WHERE " + String.join(" AND ", looks);
        return others.isEmpty() ? looked : wrapped(looked) + " EXCEPT " + String.join(" EXCEPT ", others);
    }

    private static boolean isRare(UserQuery.Is word) {
        return !word.field().isCommon();
    }

    private String inner(UserQuery query) {
        return wrapped(of(query));
    }

    private String wrapped(String statement) {
        return "SELECT seq FROM (" + statement + ") AS set" + names++;
    }

    private String path(UserField field) {
        return "path = " + bound(field.path());
    }

    private String bound(String text) {
        return ":" + texts.computeIfAbsent(text, _ -> "text" + texts.size());
    }
}
