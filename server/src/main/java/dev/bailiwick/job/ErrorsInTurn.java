package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads who of a file could not be brought in, page by page, so that no more than a page is in memory, and a slow reader keeps no
 * connection. Not safe for several threads at once.
 */
final class ErrorsInTurn implements Iterator<JsonObject> {

    static final int PAGE_ROWS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final TenantId tenant;
    private final JobId job;
    private final JobErrorStore store = new JobErrorStore();
    private List<Numbered<JsonObject>> page;
    private int next;

    ErrorsInTurn(Database database, TenantId tenant, JobId job) {
        this.database = database;
        this.tenant = tenant;
        this.job = job;
        this.page = after(-1);
    }

    @Override
    public boolean hasNext() {
        if (next == page.size() && page.size() == PAGE_ROWS) {
            page = after(page.getLast().number());
            next = 0;
        }
        return next < page.size();
    }

    @Override
    public JsonObject next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(next++).item();
    }

    private List<Numbered<JsonObject>> after(long last) {
        return Deadline.within(PATIENCE, () -> database.read(tx -> store.after(tx, tenant, job, last, PAGE_ROWS)));
    }
}
