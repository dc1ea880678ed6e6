package dev.bailiwick.extension;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/** A list whose elements are made anew whenever they are asked for, so that a long one is never in memory as a whole. */
final class MappedList<T, J> extends AbstractList<J> {

    private final List<T> values;
    private final Function<T, J> mapping;

    /** What {@code mapping} makes of each value. */
    MappedList(List<T> values, Function<T, J> mapping) {
        this.values = values;
        this.mapping = mapping;
    }

    @Override
    public J get(int index) {
        return mapping.apply(values.get(index));
    }

    @Override
    public int size() {
        return values.size();
    }
}
