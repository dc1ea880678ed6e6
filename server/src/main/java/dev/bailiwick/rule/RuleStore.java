package dev.bailiwick.rule;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Rules as rows. */
final class RuleStore {

    private static final String COLUMNS = "id, name, script, stage, position, is_enabled";

    private static final String COUNT = "SELECT COUNT(*) AS number FROM rule WHERE tenant_id = :tenant";

    private static final String LIST = "SELECT seq, " + COLUMNS + " FROM rule WHERE tenant_id = :tenant";

    private static final String OF_SWITCH = " AND is_enabled = :enabled";

    private static final String PAGE = " AND seq > :after ORDER BY seq LIMIT :limit OFFSET :offset";

    private static final String FIND = "SELECT " + COLUMNS + " FROM rule WHERE tenant_id = :tenant AND id = :id";

    private static final String NAMED = "SELECT " + COLUMNS + " FROM rule WHERE tenant_id = :tenant AND name = :name";

    private static final String LAST = """
            SELECT COALESCE(MAX(position), 0) AS number FROM rule WHERE tenant_id = :tenant AND stage = :stage
            """;

    /** Locks the row for the rest of the transaction. */
    private static final String LOCK =
            "UPDATE rule SET name = name WHERE tenant_id = :tenant AND id = :id RETURNING " + COLUMNS;

    /** Tells a name that is taken by no row, and a place that is taken by an exception. */
    private static final String INSERT = """
            INSERT INTO rule (tenant_id, id, seq, name, script, stage, position, is_enabled)
            VALUES (:tenant, :id, :seq, :name, :script, :stage, :position, :enabled)
            ON CONFLICT (tenant_id, name) DO NOTHING
            """;

    private static final String RENAME = "UPDATE rule SET name = :name WHERE tenant_id = :tenant AND id = :id";

    private static final String UPDATE = """
            UPDATE rule SET script = :script, position = :position, is_enabled = :enabled
            WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String DELETE = "DELETE FROM rule WHERE tenant_id = :tenant AND id = :id";

    private static final RowMapper<Long> NUMBER = (row, _) -> row.getLong("number");
    private static final RowMapper<Rule> RULE = (row, _) -> new Rule(
            new RuleId(row.getString("id")),
            row.getString("name"),
            row.getString("script"),
            row.getString("stage"),
            row.getLong("position"),
            row.getBoolean("is_enabled"));

    /** Those that are switched on, or those that are off, or all, in the order of their creation. */
    Sliced<Rule> list(Tx tx, TenantId tenant, Optional<Boolean> enabled, Slice slice) {
        var filter = enabled.isPresent() ? OF_SWITCH : "";
        Consumer<Query> binder = q -> {
            q.bind("tenant", tenant.value());
            enabled.ifPresent(isEnabled -> q.bind("enabled", isEnabled));
        };
        long total = tx.first(COUNT + filter, binder, NUMBER).orElseThrow();
        var rows = tx.list(
                LIST + filter + PAGE,
                q -> {
                    binder.accept(q);
                    q.bind("after", slice.after())
                            .bind("offset", slice.offset())
                            .bind("limit", slice.rows());
                },
                (row, context) -> new Sliced.Numbered<>(row.getLong("seq"), RULE.map(row, context)));
        return Sliced.of(rows, slice, total);
    }

    Optional<Rule> find(Tx tx, TenantId tenant, RuleId id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), RULE);
    }

    Optional<Rule> named(Tx tx, TenantId tenant, String name) {
        return tx.first(NAMED, q -> q.bind("tenant", tenant.value()).bind("name", name), RULE);
    }

    /** The rule as it stays until the transaction is over. */
    Optional<Rule> lock(Tx tx, TenantId tenant, RuleId id) {
        return tx.first(LOCK, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), RULE);
    }

    /** Takes a number for a rule that is to be inserted. Others who want one wait until the transaction is over. */
    long reserve(Tx tx, TenantId tenant) {
        return Sequences.reserve(tx, tenant.value(), "rule", 1);
    }

    long count(Tx tx, TenantId tenant) {
        return tx.first(COUNT, q -> q.bind("tenant", tenant.value()), NUMBER).orElseThrow();
    }

    /** The highest order in a stage; 0 where there is none. */
    long last(Tx tx, TenantId tenant, String stage) {
        return tx.first(LAST, q -> q.bind("tenant", tenant.value()).bind("stage", stage), NUMBER)
                .orElseThrow();
    }

    /** Refuses with {@link Problem.Conflict} a name or an order that another has; the transaction is then over. */
    void insert(Tx tx, TenantId tenant, long seq, Rule rule) {
        int inserted = tx.write(
                INSERT,
                u -> bound(u, tenant, rule)
                        .bind("seq", seq)
                        .bind("name", rule.name())
                        .bind("stage", rule.stage()),
                takenOrder(rule));
        if (inserted == 0) {
            throw takenName(rule).asException();
        }
    }

    /** The same of a rule that is there. */
    void update(Tx tx, TenantId tenant, Rule rule) {
        tx.write(
                RENAME,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", rule.id().value())
                        .bind("name", rule.name()),
                takenName(rule));
        tx.write(UPDATE, u -> bound(u, tenant, rule), takenOrder(rule));
    }

    void delete(Tx tx, TenantId tenant, RuleId id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
    }

    private static Update bound(Update update, TenantId tenant, Rule rule) {
        return update.bind("tenant", tenant.value())
                .bind("id", rule.id().value())
                .bind("script", rule.script())
                .bind("position", rule.order())
                .bind("enabled", rule.isEnabled());
    }

    private static Problem takenName(Rule rule) {
        return new Problem.Conflict(Rules.KIND, "name", rule.name());
    }

    private static Problem takenOrder(Rule rule) {
        return new Problem.Conflict(Rules.KIND, "order", String.valueOf(rule.order()));
    }
}
