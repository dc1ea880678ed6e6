package dev.bailiwick.store;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param total how many the whole list has
 * @param next the number behind which the rest begins; empty at the end
 * @param nextId the id behind which it begins among those of that number; empty where no two have one number
 */
public record Sliced<T>(List<T> items, long total, OptionalLong next, String nextId) {

    public Sliced {
        items = List.copyOf(items);
    }

    /** Of a list in which no two have one number. */
    public Sliced(List<T> items, long total, OptionalLong next) {
        this(items, total, next, "");
    }

    /** The same part of a list that has so many. */
    public Sliced<T> withTotal(long total) {
        return new Sliced<>(items, total, next, nextId);
    }

    /**
     * An item with its number in the order of creation.
     *
     * @param id tells those of one number apart; empty where no two have one
     */
    public record Numbered<T>(long number, String id, T item) {

        /** One whose number no other has. */
        public Numbered(long number, T item) {
            this(number, "", item);
        }
    }

    /** The same part of a list of what is made of each. */
    public <R> Sliced<R> map(Function<T, R> made) {
        return new Sliced<>(items.stream().map(made).toList(), total, next, nextId);
    }

    /** What was wanted of the {@link Slice#rows} that were read. */
    public static <T> Sliced<T> of(List<Numbered<T>> rows, Slice wanted, long total) {
        return of(rows, wanted, total, rows.size() > wanted.limit());
    }

    /** The same of a list that goes on behind every full part, also where nothing is left. */
    public static <T> Sliced<T> ofFullParts(List<Numbered<T>> rows, Slice wanted, long total) {
        return of(rows, wanted, total, rows.size() >= wanted.limit());
    }

    private static <T> Sliced<T> of(List<Numbered<T>> rows, Slice wanted, long total, boolean isMore) {
        var kept = isMore ? rows.subList(0, wanted.limit()) : rows;
        var items = kept.stream().map(Numbered::item).toList();
        return isMore && !kept.isEmpty()
                ? new Sliced<>(
                        items,
                        total,
                        OptionalLong.of(kept.getLast().number()),
                        kept.getLast().id())
                : new Sliced<>(items, total, OptionalLong.empty());
    }
}
