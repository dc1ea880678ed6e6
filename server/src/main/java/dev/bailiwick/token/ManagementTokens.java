package dev.bailiwick.token;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The tokens of Management API v1: opaque texts that open it and nothing else. Only clients that are admitted to it get one, and what
 * is stored is the digest of each.
 */
public final class ManagementTokens {

    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    /** 285 random bits. */
    private static final int LENGTH = 48;

    /** So many of a client are good at once, the newest ones. */
    private static final int MOST_OF_CLIENT = 1_000;

    /** Whoever asks for a token waits for no longer clean-up than of so many. */
    private static final int MOST_DELETED = 100;

    private static final String KIND = "client";
    private static final String TOLD = "{\"api\":\"Management API v1\"}";

    private final ManagementTokenStore store = new ManagementTokenStore();
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;

    public ManagementTokens(Database database, AuditLog audit, Clock clock, RandomText random) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * For whom a token was issued.
     *
     * @param isGlobal whether that is the tenant's client "All Applications"
     * @param end when it is over
     */
    public record Holder(ClientId client, boolean isGlobal, Instant end) {}

    /** Whether the client may have tokens. */
    public boolean isAdmitted(TenantId tenant, ClientId client) {
        return database.read(tx -> store.isAdmitted(tx, tenant, client));
    }

    /** Lets a client of a tenant that is being made have tokens. */
    public void admit(Tx tx, TenantId tenant, ClientId client) {
        store.admit(tx, tenant, client);
    }

    /** Lets a client have tokens. Refuses with {@link Problem.NotFound} one that is not there. */
    public void admit(TenantId tenant, ClientId client, Origin origin) {
        database.change(tx -> {
            if (store.admit(tx, tenant, client)) {
                audit.record(tx, tenant, origin, "admit", KIND, client.value(), "", TOLD);
            } else if (!store.isAdmitted(tx, tenant, client)) {
                throw new Problem.NotFound(KIND, client.value()).asException();
            }
        });
    }

    /** Takes a client its tokens, and lets it have no more. One that has none is no error. */
    public void dismiss(TenantId tenant, ClientId client, Origin origin) {
        database.change(tx -> {
            if (store.dismiss(tx, tenant, client)) {
                audit.record(tx, tenant, origin, "dismiss", KIND, client.value(), TOLD, "");
            }
        });
    }

    /** A new token for a client that is admitted. It may end the client's oldest. */
    public Secret issue(TenantId tenant, ClientId client) {
        var token = new Secret(random.alphanumeric(LENGTH));
        var digest = token.digest();
        var now = clock.instant();
        database.change(tx -> {
            store.deletePast(tx, tenant, now, MOST_DELETED);
            store.deleteOldest(tx, tenant, client, MOST_OF_CLIENT - 1, MOST_DELETED);
            store.insert(tx, tenant, digest, client, now.plus(LIFETIME));
        });
        return token;
    }

    /** Refuses with {@link Problem.Unauthenticated} what is no token of the tenant, is over, or whose client is admitted no longer. */
    public Holder verify(TenantId tenant, String token) {
        var digest = new Secret(token).digest();
        return database.read(tx -> store.find(tx, tenant, digest, clock.instant()))
                .orElseThrow(() -> new Problem.Unauthenticated(AuthenticationFailure.MALFORMED_TOKEN).asException());
    }
}
