package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads what a decision rests on in one statement, and so in one snapshot. */
final class EvidenceStore {

    /** No stamp is ever this one. */
    static final long NOTHING_CACHED = -1;

    private static final String SIGHT = """
            SELECT 'version' AS kind, part AS a, number AS b, stamp AS c
            FROM authz_version WHERE tenant_id = :tenant AND part IN (0, :part)
            UNION ALL
            SELECT 'group', group_seq, 0, 0
            FROM group_member WHERE tenant_id = :tenant AND user_id = :user AND :cached <> COALESCE(
                (SELECT stamp FROM authz_version WHERE tenant_id = :tenant AND part = :part), 0)
            UNION ALL
            SELECT 'role', role_seq, 0, 0
            FROM role_user WHERE tenant_id = :tenant AND user_id = :user AND :cached <> COALESCE(
                (SELECT stamp FROM authz_version WHERE tenant_id = :tenant AND part = :part), 0)
            """;

    /**
     * What one statement saw.
     *
     * @param memberships null when the cached ones are still those of {@code user}
     */
    record Sighting(
            Version structure, Version user, @Nullable Memberships memberships) {}

    private record Row(String kind, long a, long b, long c) {}

    /**
     * Reads both versions, and the memberships unless they are cached.
     *
     * @param cached the stamp under which the user's memberships are cached, or {@link #NOTHING_CACHED}
     */
    Sighting sight(Tx tx, TenantId tenant, UserId user, long cached) {
        var structure = Version.NONE;
        var part = Version.NONE;
        var groups = new ArrayList<Long>();
        var roles = new ArrayList<Long>();
        var rows = tx.list(
                SIGHT,
                q -> q.bind("tenant", tenant.value())
                        .bind("user", user.value())
                        .bind("part", user.part())
                        .bind("cached", cached),
                (row, _) -> new Row(row.getString("kind"), row.getLong("a"), row.getLong("b"), row.getLong("c")));
        for (var row : rows) {
            switch (row.kind) {
                case "group" -> groups.add(row.a);
                case "role" -> roles.add(row.a);
                default -> {
                    if (row.a == Version.STRUCTURE) {
                        structure = new Version(row.b, row.c);
                    } else {
                        part = new Version(row.b, row.c);
                    }
                }
            }
        }
        return new Sighting(structure, part, part.stamp() == cached ? null : new Memberships(groups, roles));
    }
}
