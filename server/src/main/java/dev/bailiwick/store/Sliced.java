package dev.bailiwick.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * A part of a list.
 *
 * @param total how many the whole list has
 * @param next the number behind which the rest begins; empty at the end
 */
public record Sliced<T>(List<T> items, long total, OptionalLong next) {

    public Sliced {
        items = List.copyOf(items);
    }

    /** An item with its number in the order of creation. */
    public record Numbered<T>(long number, T item) {}

    /** What was wanted of the {@link Slice#rows} that were read. */
    public static <T> Sliced<T> of(List<Numbered<T>> rows, Slice wanted, long total) {
        boolean isMore = rows.size() > wanted.limit();
        var kept = isMore ? rows.subList(0, wanted.limit()) : rows;
        return new Sliced<>(
                kept.stream().map(Numbered::item).toList(),
                total,
                isMore && !kept.isEmpty() ? OptionalLong.of(kept.getLast().number()) : OptionalLong.empty());
    }
}
