package dev.bailiwick.management.v1;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.web.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A list that old clients know in one piece, however long it is: while it is sent, no more of it is held than a slice. */
final class WholeList {

    /** How many are read at once. */
    private static final int SLICE = 100;

    private WholeList() {}

    /** Finds part of a list. */
    interface Finder<T> {

        /** The items of a slice. */
        Sliced<T> find(Slice slice);
    }

    /** The first slice is read at once, so that what is refused is refused before anything is sent. */
    static <T> Answer answer(Finder<T> finder, Function<List<T>, List<?>> wire) {
        var first = finder.find(new Slice(0, 0, SLICE));
        Iterable<Object> all = () -> Stream.iterate(Optional.of(first), Optional::isPresent, page -> rest(finder, page))
                .flatMap(Optional::stream)
                .<Object>flatMap(page -> wire.apply(page.items()).stream())
                .iterator();
        return Answer.streamed(all);
    }

    private static <T> Optional<Sliced<T>> rest(Finder<T> finder, Optional<Sliced<T>> page) {
        return page.filter(read -> read.next().isPresent())
                .map(read -> finder.find(new Slice(read.next().orElseThrow(), read.nextId(), 0, SLICE)));
    }
}
