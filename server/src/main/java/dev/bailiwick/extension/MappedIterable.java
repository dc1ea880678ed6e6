package dev.bailiwick.extension;

import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are made one by one from others while somebody goes through them. */
final class MappedIterable<T, J> implements Iterable<J> {

    private final Iterable<T> values;
    private final Function<T, J> mapping;

    private MappedIterable(Iterable<T> values, Function<T, J> mapping) {
        this.values = values;
        this.mapping = mapping;
    }

    /** What {@code mapping} makes of each value, or null of null. */
    static <T, J> @Nullable Iterable<J> of(@Nullable Iterable<T> values, Function<T, J> mapping) {
        return values == null ? null : new MappedIterable<>(values, mapping);
    }

    @Override
    public Iterator<J> iterator() {
        var origin = values.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return origin.hasNext();
            }

            @Override
            public J next() {
                return mapping.apply(origin.next());
            }
        };
    }
}
