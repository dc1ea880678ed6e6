package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;

/** Reads in what state a tenant's authorization is, as one number of all its versions: another one after every change. */
final class StateStore {

    private static final String VERSIONS = "SELECT part, stamp FROM authz_version WHERE tenant_id = :tenant";

    /** Odd, so that no bit of a stamp is lost. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private StateStore() {}

    /** Stamps are random, so that two states have one number about as often as two changes one stamp. */
    static long of(Tx tx, TenantId tenant) {
        return tx
                .list(
                        VERSIONS,
                        q -> q.bind("tenant", tenant.value()),
                        (row, _) -> row.getLong("stamp") * (row.getLong("part") * SPREAD | 1))
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
