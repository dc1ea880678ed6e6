package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads what decisions rest on in one statement, and so in one snapshot, however many decisions it is for. */
final class EvidenceStore {

    private static final Ask NOBODY = new Ask(new TenantId(""), new UserId(""), EvidenceStore.NOTHING_CACHED);

    /** No stamp is ever this one. */
    static final long NOTHING_CACHED = -1;

    /** CROSS JOIN: SQLite keeps that order, from what is asked to the rows. */
    private static final String SIGHT = """
            WITH asked (n, tenant_id, user_id, part, cached) AS (VALUES <asked>),
            sighted (n, tenant_id, user_id, cached, number, stamp) AS (
                SELECT a.n, a.tenant_id, a.user_id, a.cached,
                    COALESCE((SELECT v.number FROM authz_version v WHERE v.tenant_id = a.tenant_id AND v.part = a.part), 0),
                    COALESCE((SELECT v.stamp FROM authz_version v WHERE v.tenant_id = a.tenant_id AND v.part = a.part), 0)
                FROM asked a
            )<tables>
            SELECT s.n, 'user' AS kind, 0 AS value, s.number, s.stamp, '' AS a, '' AS b, '' AS c, '' AS d FROM sighted s
            UNION ALL
            SELECT a.n, 'structure', 0, v.number, v.stamp, '', '', '', ''
            FROM asked a CROSS JOIN authz_version v
            WHERE v.tenant_id = a.tenant_id AND v.part = 0
            UNION ALL
            SELECT s.n, 'group', m.group_seq, 0, 0, '', '', '', ''
            FROM sighted s CROSS JOIN group_member m
            WHERE m.tenant_id = s.tenant_id AND m.user_id = s.user_id AND s.cached <> s.stamp
            UNION ALL
            SELECT s.n, 'role', r.role_seq, 0, 0, '', '', '', ''
            FROM sighted s CROSS JOIN role_user r
            WHERE r.tenant_id = s.tenant_id AND r.user_id = s.user_id AND s.cached <> s.stamp
            <news>
            """;

    /**
     * What is asked about one user.
     *
     * @param cached the stamp under which the memberships are cached, or {@link #NOTHING_CACHED}
     */
    record Ask(TenantId tenant, UserId user, long cached) {}

    /** A tenant's graph as it lies in memory. */
    record Known(TenantId tenant, AuthorizationGraph graph) {}

    /**
     * What the statement saw of one user.
     *
     * @param memberships null when the cached ones are still those of {@code user}
     */
    record Sighting(
            Version structure, Version user, @Nullable Memberships memberships) {}

    /**
     * What the statement saw.
     *
     * @param sightings in the order of the questions
     * @param news what has become of the known graphs, in their order; nothing where it is too much
     */
    record Sight(List<Sighting> sightings, List<Optional<News>> news) {}

    /** What the columns hold depends on the kind; those that are empty with memberships, the most rows by far, are not read there. */
    record Row(int n, String kind, long value, Version version, String a, String b, String c, String d) {}

    private static final RowMapper<Row> ROW = (row, _) -> {
        int n = row.getInt("n");
        var kind = row.getString("kind");
        long value = row.getLong("value");
        return switch (kind) {
            case "group", "role" -> new Row(n, kind, value, Version.NONE, "", "", "", "");
            default -> {
                var version = new Version(row.getLong("number"), row.getLong("stamp"));
                var a = row.getString("a");
                yield new Row(n, kind, value, version, a, row.getString("b"), row.getString("c"), row.getString("d"));
            }
        };
    };

    /** How many users a statement asks about, and how many graphs. */
    private record Shape(int asks, int known) {}

    /** The texts of the statements, of which there are few: to make one anew takes longer than many a statement itself. */
    private final Map<Shape, String> texts = new ConcurrentHashMap<>();

    /** The answers in the order of the questions. */
    List<Sighting> sight(Tx tx, List<Ask> asks) {
        return sight(tx, asks, List.of()).sightings();
    }

    /** The same, and what has become of these graphs. */
    Sight sight(Tx tx, List<Ask> asks, List<Known> known) {
        var seen = see(tx, filledUp(asks), known);
        return new Sight(seen.sightings().subList(0, asks.size()), seen.news());
    }

    /** Up to the next power of two: each number of questions is a statement of its own, and planning one costs more than asking it. */
    private static List<Ask> filledUp(List<Ask> asks) {
        var filled = new ArrayList<>(asks);
        while (Integer.bitCount(filled.size()) > 1) {
            filled.add(NOBODY);
        }
        return filled;
    }

    private Sight see(Tx tx, List<Ask> asks, List<Known> known) {
        var found = asks.stream().map(Found::new).toList();
        var sql = texts.computeIfAbsent(new Shape(asks.size(), known.size()), EvidenceStore::text);
        var news = new ArrayList<Row>();
        tx.list(
                        sql,
                        query -> {
                            bind(query, asks);
                            NewsStore.bind(query, known);
                        },
                        ROW)
                .forEach(row -> {
                    switch (row.kind) {
                        case "user", "structure", "group", "role" ->
                            found.get(row.n).take(row);
                        default -> news.add(row);
                    }
                });
        return new Sight(found.stream().map(Found::sighting).toList(), NewsStore.news(news, known.size()));
    }

    private static String text(Shape shape) {
        var values =
                IntStream.range(0, shape.asks).mapToObj(EvidenceStore::asked).collect(Collectors.joining(", "));
        return SIGHT.replace("<asked>", values)
                .replace("<tables>", NewsStore.tables(shape.known))
                .replace("<news>", NewsStore.rows(shape.known));
    }

    private static String asked(int n) {
        return "(" + n + ", CAST(:tenant" + n + " AS TEXT), CAST(:user" + n + " AS TEXT), CAST(:part" + n
                + " AS BIGINT), CAST(:cached" + n + " AS BIGINT))";
    }

    private static void bind(Query query, List<Ask> asks) {
        for (int n = 0; n < asks.size(); n++) {
            query.bind("tenant" + n, asks.get(n).tenant().value())
                    .bind("user" + n, asks.get(n).user().value())
                    .bind("part" + n, asks.get(n).user().part())
                    .bind("cached" + n, asks.get(n).cached());
        }
    }

    /** The rows about one user, as they come in. */
    private static final class Found {

        private final Ask ask;
        private final List<Long> groups = new ArrayList<>();
        private final List<Long> roles = new ArrayList<>();
        private Version structure = Version.NONE;
        private Version user = Version.NONE;

        Found(Ask ask) {
            this.ask = ask;
        }

        void take(Row row) {
            switch (row.kind) {
                case "group" -> groups.add(row.value);
                case "role" -> roles.add(row.value);
                case "structure" -> structure = row.version;
                default -> user = row.version;
            }
        }

        Sighting sighting() {
            return new Sighting(structure, user, user.stamp() == ask.cached ? null : new Memberships(groups, roles));
        }
    }
}
