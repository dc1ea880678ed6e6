package dev.bailiwick.rbac;

import dev.bailiwick.rbac.UserPageStore.Row;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads users of one group or role after another, page by page, while somebody goes through them, so that no more than a
 * page is in memory. A page holds what many small groups have.
 *
 * <p>Each page is of its own moment: a slow reader keeps no connection and no snapshot. A user who was there all the time
 * comes exactly once. Not safe for several threads at once.
 */
final class UsersInTurn {

    static final int PAGE_ROWS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final UserPageStore store;
    private final TenantId tenant;
    private Page latest = new Page(Long.MAX_VALUE, List.of());

    UsersInTurn(Database database, UserPageStore store, TenantId tenant) {
        this.database = database;
        this.store = store;
        this.tenant = tenant;
    }

    /** Rows that follow one another.
     *
     * @param from the first group or role all of whose users are here or on later pages
     */
    private record Page(long from, List<Row> rows) {

        boolean isLast() {
            return rows.size() < PAGE_ROWS;
        }

        boolean hasBeginningOf(long seq) {
            return seq >= from && (isLast() || seq <= rows.getLast().seq());
        }
    }

    /** The users of a group or role, in the order in which they came. Quickest for ascending numbers. */
    Iterable<UserId> of(long seq) {
        return () -> new Users(seq);
    }

    private Page after(Row last, long from) {
        latest = new Page(
                from,
                Deadline.within(PATIENCE, () -> database.snapshot(tx -> store.after(tx, tenant, last, PAGE_ROWS))));
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
            return new UserId(page.rows.get(next++).user());
        }
    }
}
