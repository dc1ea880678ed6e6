package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.Secret;
import java.time.Instant;

/**
 * What lets whoever knows its secret do something for a user, once and until it ends.
 *
 * @param settings what else was asked for, in Auth0's members
 */
record Ticket(
        TicketKind kind, UserId user, TicketAccount account, Secret secret, JsonObject settings, Instant expiresAt) {}
