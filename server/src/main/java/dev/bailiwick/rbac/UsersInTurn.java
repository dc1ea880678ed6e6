package dev.bailiwick.rbac;

import dev.bailiwick.rbac.UserPageStore.Row;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads users of one group or role after another, page by page, while somebody goes through them, so that no more than a
 * page is in memory. A page holds what many small groups have.
 *
 * <p>Each page is of its own moment, so that a slow reader keeps no connection and no snapshot, and a user who was there all the
 * time comes exactly once; or all pages are of one moment, and are read while that lasts. Not safe for several threads at once.
 */
final class UsersInTurn {

    /** Of the longest page. */
    static final int PAGE_ROWS = 5_000;

    /** Of the first page, and of each behind one that was mostly of no use, as when groups are asked for by their names. */
    static final int SHORT_PAGE_ROWS = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Reading reading;
    private Page latest = new Page(Long.MAX_VALUE, List.of(), SHORT_PAGE_ROWS);

    /** Reads so many rows at most, those that follow one. */
    @FunctionalInterface
    interface Reading {
        List<Row> after(Row last, int rows);
    }

    UsersInTurn(Reading reading) {
        this.reading = reading;
    }

    /** Each page of its own moment. */
    UsersInTurn(Database database, UserPageStore store, TenantId tenant) {
        this(database, store, tenant, Long.MAX_VALUE);
    }

    /** The same of groups or roles whose numbers are not above the last. */
    UsersInTurn(Database database, UserPageStore store, TenantId tenant, long until) {
        this((last, rows) ->
                Deadline.within(PATIENCE, () -> database.snapshot(tx -> store.after(tx, tenant, last, until, rows))));
    }

    /** All pages of the moment that a snapshot shows. */
    static UsersInTurn within(Tx snapshot, UserPageStore store, TenantId tenant) {
        return new UsersInTurn((last, rows) -> store.after(snapshot, tenant, last, Long.MAX_VALUE, rows));
    }

    /** Rows that follow one another. */
    private static final class Page {

        private final long from;
        private final List<Row> rows;
        private final int most;
        private int used;

        /**
         * None of them is used yet.
         *
         * @param from the first group or role all of whose users are here or on later pages
         * @param most how many there could have been
         */
        Page(long from, List<Row> rows, int most) {
            this.from = from;
            this.rows = rows;
            this.most = most;
        }

        boolean isLast() {
            return rows.size() < most;
        }

        boolean hasBeginningOf(long seq) {
            return seq >= from && (isLast() || seq <= rows.getLast().seq());
        }

        /** How many rows the next page is to have: the more, the more of those before were of use. */
        int mostOfNext() {
            boolean wasOfUse = !rows.isEmpty() && used >= rows.size() / 2;
            return wasOfUse ? Math.min(2 * most, PAGE_ROWS) : SHORT_PAGE_ROWS;
        }
    }

    /** The users of a group or role, in the order in which they came. Quickest for ascending numbers. */
    Iterable<UserId> of(long seq) {
        return () -> new Users(seq);
    }

    private Page after(Row last, long from) {
        int most = latest.mostOfNext();
        latest = new Page(from, reading.after(last, most), most);
        return latest;
    }

    private final class Users implements Iterator<UserId> {

        private final long seq;
        private Page page;
        private int next;

        Users(long seq) {
            this.seq = seq;
            this.page = latest.hasBeginningOf(seq) ? latest : after(Row.before(seq), seq);
            while (next < page.rows.size() && page.rows.get(next).seq() < seq) {
                next++;
            }
        }

        @Override
        public boolean hasNext() {
            if (next == page.rows.size() && !page.isLast()) {
                page = after(page.rows.getLast(), seq + 1);
                next = 0;
            }
            return next < page.rows.size() && page.rows.get(next).seq() == seq;
        }

        @Override
        public UserId next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            page.used++;
            return new UserId(page.rows.get(next++).user());
        }
    }
}
