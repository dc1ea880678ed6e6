package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ids of what is created in a simulation: those that were chosen, so that later changes can name what earlier ones create, or any. */
final class SimulatedIdStore implements Supplier<String> {

    /** An id that something refers to is not free either, though nothing has it. */
    private static final String TAKEN = """
            SELECT id FROM user_group WHERE tenant_id = :tenant AND id = :id
            UNION SELECT id FROM role WHERE tenant_id = :tenant AND id = :id
            UNION SELECT id FROM permission WHERE tenant_id = :tenant AND id = :id
            UNION SELECT nested_id FROM group_nesting WHERE tenant_id = :tenant AND nested_id = :id
            UNION SELECT role_id FROM group_role WHERE tenant_id = :tenant AND role_id = :id
            UNION SELECT permission_id FROM role_permission WHERE tenant_id = :tenant AND permission_id = :id
            """;

    private final Tx tx;
    private final TenantId tenant;
    private final Supplier<String> others;
    private @Nullable String next;

    SimulatedIdStore(Tx tx, TenantId tenant, Supplier<String> others) {
        this.tx = tx;
        this.tenant = tenant;
        this.others = others;
    }

    /** Chooses the id of what is created next. Refuses with {@link Problem.Invalid} one that is taken. */
    void choose(String id) {
        tx.first(TAKEN, q -> q.bind("tenant", tenant.value()).bind("id", id), (row, _) -> row.getString("id"))
                .ifPresent(_ -> {
                    throw new Problem.Invalid(Part.BODY, "/id", "is the id of something that is there").asException();
                });
        next = id;
    }

    @Override
    public String get() {
        var chosen = next;
        next = null;
        return chosen == null ? others.get() : chosen;
    }
}
