package dev.bailiwick.user;

import dev.bailiwick.store.LongTotals;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Part of the users that a query means.
 *
 * @param order empty for the order of their creation or, see {@link #rangeOrder}, for that of a name
 * @param start how many are left out
 * @param limit how many at most
 * @param isCounted whether all of them are counted
 */
public record UserSearch(UserQuery query, Optional<Order> order, long start, int limit, boolean isCounted) {

    /** Whether an index bounds what has to be read: pages lead no further, and no other index would have to sort those who are meant. */
    boolean isIndexed() {
        return start + limit <= LongTotals.REACH
                && (order.isEmpty() ? query.isIndexed() : rangeOrder().isPresent());
    }

    /** Whether an index has those who are meant in the order in which they are asked for. */
    boolean isInOrder() {
        return rangeOrder().isPresent() || (order.isEmpty() && query.isOrdered());
    }

    /**
     * The order in which an index has those of a {@linkplain UserQuery#range range}, where they are to be listed in it: when they are
     * sorted by its field, and by what users are called also when by none. Times, numbers and truth values change of themselves, and
     * whoever changes users page by page would miss some.
     */
    Optional<Order> rangeOrder() {
        return query.range()
                .flatMap(field -> order.isEmpty()
                        ? Optional.of(new Order(field, false)).filter(_ -> field.isUsual())
                        : order.filter(asked -> asked.field.equals(field)));
    }

    /** In the order of a field; those who have it not come last, in the order of their creation. */
    public record Order(UserField field, boolean isDescending) {

        /** From the last login on backwards, then those who never did. */
        public static final Order LAST_LOGIN = new Order(UserField.LAST_LOGIN, true);

        /**
         * The order by the field of this name; none by those of which a user may have more values than one, and by what cannot be
         * searched.
         */
        public static Optional<Order> by(String name, boolean isDescending) {
            return UserField.find(name).filter(UserField::isSingle).map(field -> new Order(field, isDescending));
        }

        /** What stands in the order of its creation, sorted by values, which some of it have. */
        <T> List<T> of(List<T> items, Map<T, String> values) {
            var sorted = items.stream()
                    .filter(values::containsKey)
                    .sorted(Comparator.comparing(values::get, AttributeValue.ORDER))
                    .toList();
            return Stream.concat(
                            (isDescending ? sorted.reversed() : sorted).stream(),
                            items.stream().filter(item -> !values.containsKey(item)))
                    .toList();
        }
    }
}
