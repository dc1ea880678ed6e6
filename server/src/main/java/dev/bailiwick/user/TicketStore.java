package dev.bailiwick.user;

import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;

/** Tickets as rows, each by the digest of what its holder knows. */
final class TicketStore {

    private static final int REMOVED_AT_ONCE = 100;

    private static final String INSERT = """
            INSERT INTO user_ticket (tenant_id, digest, kind, user_id, identity, email, settings, expires_at)
            VALUES (:tenant, :digest, :kind, :user, :identity, :email, :settings, :expiresAt)
            """;

    private static final String DELETE_EXPIRED = """
            DELETE FROM user_ticket WHERE tenant_id = :tenant AND digest IN (
                SELECT digest FROM user_ticket
                WHERE tenant_id = :tenant AND expires_at <= :now ORDER BY expires_at LIMIT :limit)
            """;

    private static final String END = "DELETE FROM user_ticket WHERE tenant_id = :tenant AND user_id = :user";

    void insert(Tx tx, TenantId tenant, Ticket ticket) {
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("digest", ticket.secret().digest())
                        .bind("kind", ticket.kind().stored())
                        .bind("user", ticket.user().value())
                        .bind("identity", ticket.account().identity())
                        .bind("email", ticket.account().email())
                        .bind("settings", ticket.settings().toString())
                        .bind("expiresAt", ticket.expiresAt().toEpochMilli()));
    }

    /** Removes some of those that nobody can use any more. */
    void deleteExpired(Tx tx, TenantId tenant, Instant now) {
        tx.write(
                DELETE_EXPIRED,
                u -> u.bind("tenant", tenant.value())
                        .bind("now", now.toEpochMilli())
                        .bind("limit", REMOVED_AT_ONCE));
    }

    /** Ends all tickets of users: what they were made for, an address or a password, is another now. */
    void end(Tx tx, TenantId tenant, Collection<UserId> users) {
        tx.bulk(
                END,
                users,
                (batch, user) -> batch.bind("tenant", tenant.value()).bind("user", user.value()));
    }
}
