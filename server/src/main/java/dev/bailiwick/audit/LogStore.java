package dev.bailiwick.audit;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Finds entries of the log. */
final class LogStore {

    private static final String CLIENT = """
             LEFT JOIN client c ON c.tenant_id = a.tenant_id AND c.id =
                CASE WHEN a.actor LIKE '%@clients' THEN SUBSTR(a.actor, 1, LENGTH(a.actor) - 8) END
            """;

    private static final String MEANT = " FROM audit_log a<client> WHERE a.tenant_id = :tenant<conditions> ";

    private static final String ENTRIES = "SELECT " + AuditStore.COLUMNS + ", COALESCE(c.name, '') AS client_name";

    private static final String SELECT = ENTRIES + MEANT.replace("<client>", CLIENT);

    /** What a change took and put is told in lists up to so many characters, and else of the single entry alone. */
    private static final String ENTRIES_BRIEFLY = ENTRIES.replace(
                    "a.before,", "CASE WHEN LENGTH(a.before) > 65536 THEN '' ELSE a.before END AS before,")
            .replace("a.after", "CASE WHEN LENGTH(a.after) > 65536 THEN '' ELSE a.after END AS after");

    /** The ids of a page come first, out of an index that has all that is asked for, and then their entries. */
    private static final String PAGE = ENTRIES_BRIEFLY + " FROM (SELECT a.tenant_id, a.id" + MEANT
            + "ORDER BY a.id <direction> LIMIT :limit OFFSET :offset) page"
            + " JOIN audit_log a ON a.tenant_id = page.tenant_id AND a.id = page.id" + CLIENT
            + "ORDER BY a.id <direction>";

    private static final String AFTER = ENTRIES_BRIEFLY
            + MEANT.replace("<client>", CLIENT).replace("<conditions>", " AND a.id > :id AND a.id < :before")
            + "ORDER BY a.id LIMIT :limit";

    /** By which the engines see that the index of what users did has all that is wanted. */
    private static final String BY_USER = "substr(a.actor, length(a.actor) - 7) <> '@clients'";

    private static final String COUNT = "SELECT COUNT(*) AS total" + MEANT;

    private static final RowMapper<LogEntry> ENTRY =
            (row, context) -> new LogEntry(AuditStore.ENTRY.map(row, context), row.getString("client_name"));

    /** Behind all texts that begin with the one before it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    Optional<LogEntry> find(Tx tx, TenantId tenant, String id) {
        return tx.first(
                SELECT.replace("<conditions>", " AND a.id = :id"),
                q -> q.bind("tenant", tenant.value()).bind("id", id),
                ENTRY);
    }

    /** How many are meant: reads as many rows of an index at least. */
    long count(Tx tx, TenantId tenant, LogQuery query) {
        var conditions = new Conditions(query);
        return tx.first(
                        conditions.into(COUNT),
                        q -> conditions.values.forEach(q.bind("tenant", tenant.value())::bind),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    List<LogEntry> list(Tx tx, TenantId tenant, LogQuery query, boolean isNewestFirst, Slice slice) {
        var conditions = new Conditions(query);
        return tx.list(
                conditions.into(PAGE).replace("<direction>", isNewestFirst ? "DESC" : "ASC"),
                q -> conditions.values.forEach(q.bind("tenant", tenant.value())
                        .bind("limit", slice.limit())
                        .bind("offset", slice.offset())::bind),
                ENTRY);
    }

    /** The oldest first of those that were written after one and before another. */
    List<LogEntry> after(Tx tx, TenantId tenant, String id, String before, int limit) {
        return tx.list(
                AFTER,
                q -> q.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("before", before)
                        .bind("limit", limit),
                ENTRY);
    }

    /** A query as a part of a statement, with what is to be bound to it. */
    private static final class Conditions {

        private final String text;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private boolean namesClient;

        Conditions(LogQuery query) {
            this.text = query.equals(LogQuery.everything()) ? "" : " AND " + of(query);
        }

        String into(String statement) {
            return statement.replace("<client>", namesClient ? CLIENT : "").replace("<conditions>", text);
        }

        private String of(LogQuery query) {
            return switch (query) {
                case LogQuery.Is(var field, var text)
                when field == LogField.USER_ID && !text.isEmpty() ->
                    "(" + BY_USER + " AND " + field.column() + " = " + bound(text) + " AND a.actor = " + bound(text)
                            + ")";
                case LogQuery.Is(var field, var text) -> "(" + column(field) + " = " + bound(text) + ")";
                case LogQuery.Begins(var field, var text) ->
                    "(" + column(field) + " >= " + bound(text) + " AND " + column(field) + " < " + bound(text + LAST)
                            + ")";
                case LogQuery.Between(var from, var to) ->
                    "("
                            + from.map(time -> "a.at >= " + bound(time.toEpochMilli()))
                                    .orElse("1 = 1")
                            + to.map(time -> " AND a.at < " + bound(time.toEpochMilli()))
                                    .orElse("") + ")";
                case LogQuery.All(var parts) -> joined(parts, " AND ", "1 = 1");
                case LogQuery.Any(var parts) -> joined(parts, " OR ", "1 = 0");
                case LogQuery.Not(var part) -> "(NOT " + of(part) + ")";
            };
        }

        private String column(LogField field) {
            namesClient |= field == LogField.CLIENT_NAME;
            return field.column();
        }

        private String joined(List<LogQuery> parts, String word, String ofNone) {
            return parts.isEmpty()
                    ? "(" + ofNone + ")"
                    : parts.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
        }

        private String bound(Object value) {
            var name = "value" + values.size();
            values.put(name, value);
            return ":" + name;
        }
    }
}
