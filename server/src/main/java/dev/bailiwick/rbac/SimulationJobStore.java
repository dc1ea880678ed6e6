package dev.bailiwick.rbac;

import dev.bailiwick.rbac.SimulationJob.State;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Locale;
import java.util.Optional;

/** Simulations that are counted in the background, as rows. Times are epoch milliseconds. */
final class SimulationJobStore {

    private static final String INSERT = """
            INSERT INTO simulation (tenant_id, id, state, seen_at, users, answer)
            VALUES (:tenant, :id, 'counting', :now, 0, '')
            """;

    private static final String PROGRESS = """
            UPDATE simulation SET seen_at = :now, users = :users WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String END = """
            UPDATE simulation SET seen_at = :now, state = :state, answer = :answer WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String FIND = """
            SELECT state, seen_at, users, answer FROM simulation WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String FORGET = "DELETE FROM simulation WHERE tenant_id = :tenant AND seen_at < :time";

    void insert(Tx tx, TenantId tenant, String id, long now) {
        tx.write(INSERT, u -> u.bind("tenant", tenant.value()).bind("id", id).bind("now", now));
    }

    void progress(Tx tx, TenantId tenant, String id, long now, long users) {
        tx.write(
                PROGRESS,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("now", now)
                        .bind("users", users));
    }

    void end(Tx tx, TenantId tenant, String id, long now, State state, String answer) {
        tx.write(
                END,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("now", now)
                        .bind("state", state.name().toLowerCase(Locale.ROOT))
                        .bind("answer", answer));
    }

    /** A job that is being counted and was not seen since the given time has failed: its node has ended. */
    Optional<SimulationJob> find(Tx tx, TenantId tenant, String id, long seenSince) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id), (row, _) -> {
            var state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
            boolean isLost = state == State.COUNTING && row.getLong("seen_at") < seenSince;
            return new SimulationJob(id, isLost ? State.FAILED : state, row.getLong("users"), row.getString("answer"));
        });
    }

    void forgetBefore(Tx tx, TenantId tenant, long time) {
        tx.write(FORGET, u -> u.bind("tenant", tenant.value()).bind("time", time));
    }
}
