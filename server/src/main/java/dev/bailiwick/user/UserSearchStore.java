package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds users. A query becomes sets of ids, each read from the attributes and joined by UNION, INTERSECT and
 * EXCEPT: the engines' own plans for conditions joined by OR read the whole table.
 */
final class UserSearchStore {

    private static final String EVERYBODY = "SELECT seq FROM user_profile WHERE tenant_id = :tenant";

    private static final String THOSE = """
            SELECT user_seq AS seq FROM user_attribute WHERE tenant_id = :tenant AND path = '%s' AND value """;

    private static final String COUNT_ALL = "SELECT COUNT(*) AS total FROM user_profile WHERE tenant_id = :tenant";

    private static final String PAGE_OF_ALL = """
            SELECT user_id, profile FROM user_profile WHERE tenant_id = :tenant
            ORDER BY last_login DESC, user_id LIMIT :limit OFFSET :start
            """;

    private static final String COUNT = "SELECT COUNT(*) AS total FROM (<found>) AS found";

    /** CROSS JOIN: SQLite keeps that order, from what is found to its rows. */
    private static final String PAGE = """
            SELECT p.user_id, p.profile FROM (<found>) AS found CROSS JOIN user_profile p
            WHERE p.tenant_id = :tenant AND p.seq = found.seq
            ORDER BY p.last_login DESC, p.user_id LIMIT :limit OFFSET :start
            """;

    /** Behind all texts that begin with the one before it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** From the last login on backwards, then those who never did; equals by id. */
    UserPage page(Tx tx, TenantId tenant, UserQuery query, long start, int limit) {
        var isAll = query.equals(UserQuery.everybody());
        var ids = new Ids();
        var set = isAll ? EVERYBODY : ids.of(query);
        long total = tx.first(
                        isAll ? COUNT_ALL : COUNT.replace("<found>", set),
                        q -> bind(q.bind("tenant", tenant.value()), ids),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
        var users = total <= start
                ? List.<User>of()
                : tx.list(
                        isAll ? PAGE_OF_ALL : PAGE.replace("<found>", set),
                        q -> bind(
                                q.bind("tenant", tenant.value())
                                        .bind("limit", limit)
                                        .bind("start", start),
                                ids),
                        UserStore.USER);
        return new UserPage(total, users);
    }

    private static void bind(Query query, Ids ids) {
        for (int n = 0; n < ids.texts.size(); n++) {
            query.bind("text" + n, ids.texts.get(n));
        }
    }

    /** Puts together the statement of a set of ids, and what is to be bound to it. */
    private static final class Ids {

        private final List<String> texts = new ArrayList<>();
        private int sets;

        String of(UserQuery query) {
            return switch (query) {
                case UserQuery.Is(var field, var text) ->
                    THOSE.formatted(field.path()) + " = " + bound(field.key(text));
                case UserQuery.Begins(var field, var text) -> {
                    var prefix = field.key(text);
                    yield THOSE.formatted(field.path()) + " >= " + bound(prefix) + " AND value < "
                            + bound(prefix + LAST);
                }
                case UserQuery.Any(var parts) -> parts.stream().map(this::inner).collect(Collectors.joining(" UNION "));
                case UserQuery.All(var parts) -> all(parts);
                case UserQuery.Not(var part) -> EVERYBODY + " EXCEPT " + inner(part);
            };
        }

        private String all(List<UserQuery> parts) {
            var kept = parts.stream()
                    .filter(part -> !(part instanceof UserQuery.Not))
                    .map(this::inner)
                    .collect(Collectors.joining(" INTERSECT "));
            var statement = new StringBuilder(kept.isEmpty() ? EVERYBODY : kept);
            for (var part : parts) {
                if (part instanceof UserQuery.Not(var left)) {
                    statement.append(" EXCEPT ").append(inner(left));
                }
            }
            return statement.toString();
        }

        private String inner(UserQuery query) {
            return "SELECT seq FROM (" + of(query) + ") AS set" + sets++;
        }

        private String bound(String text) {
            texts.add(text);
            return ":text" + (texts.size() - 1);
        }
    }
}
