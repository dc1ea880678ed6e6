package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.ConnectionSummary;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes tickets. What is handed out is kept as a digest alone; the pages where tickets are used come with logins. */
public final class Tickets {

    private static final int SECRET_LENGTH = 32;
    private static final Duration USUAL = Duration.ofDays(5);
    private static final List<String> NO_SETTINGS = List.of("user_id", "email", "connection_id", "identity", "ttl_sec");

    private final Database database;
    private final Connections connections;
    private final Clients clients;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;
    private final TicketStore store = new TicketStore();
    private final UserStore users = new UserStore();
    private final UserIdentifierStore identifiers = new UserIdentifierStore();

    Tickets(
            Database database,
            Connections connections,
            Clients clients,
            AuditLog audit,
            Clock clock,
            RandomText random) {
        this.database = database;
        this.connections = connections;
        this.clients = clients;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a ticket and tells its secret, which nobody tells again.
     *
     * <p>Refuses with {@link Problem.NotFound} a user who is not there, and with {@link Problem.Invalid}, {@link
     * Problem.NotAllowed} and {@link Problem.Unsupported} what there can be no ticket for.
     *
     * @param asked in the members of Management API v2
     */
    public Secret create(TenantId tenant, TicketKind kind, JsonObject asked, Origin origin) {
        requireWhole(asked);
        requireThere(tenant, asked);
        var summaries = connections.summaries(tenant);
        var strategies =
                summaries.stream().collect(Collectors.toMap(ConnectionSummary::name, ConnectionSummary::strategy));
        var ofUser = asked.text("/connection_id")
                .map(id -> named(summaries, id, "The connection with id " + id + " does not exist."))
                .orElse("");
        var ofIdentity = asked.text("/identity/connection_id")
                .map(id -> named(summaries, id, "Identity connection does not exist."))
                .orElse("");
        var secret = new Secret(random.alphanumeric(SECRET_LENGTH));
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var ttl = asked.number("/ttl_sec")
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .orElse(USUAL);
        database.change(tx -> {
            var user = user(tx, tenant, asked, ofUser);
            var account = TicketAccount.of(user, kind, asked, strategies, ofUser.isEmpty() ? ofIdentity : ofUser);
            var settings = asked.without(NO_SETTINGS);
            store.deleteExpired(tx, tenant, now);
            store.insert(tx, tenant, new Ticket(kind, user.id(), account, secret, settings, now.plus(ttl)));
            var told = JsonObject.of(Map.of(
                    "user_id",
                    user.id().value(),
                    "identity",
                    account.identity(),
                    "expires_at",
                    now.plus(ttl).toString()));
            audit.record(tx, tenant, origin, "create", kind.words(), user.id().value(), "", told.toString());
        });
        return secret;
    }

    /** Locked, so that the address and the password stay what they are until the ticket is there. */
    private User user(Tx tx, TenantId tenant, JsonObject asked, String connection) {
        var wanted = asked.text("/user_id").map(UserId::new).or(() -> {
            var email = UserIdentifier.key(asked.text("/email").orElseThrow());
            return identifiers.find(tx, tenant, connection, "email", List.of(email)).values().stream()
                    .findFirst();
        });
        return wanted.flatMap(id ->
                        users.lock(tx, tenant, List.of(id)).values().stream().findFirst())
                .map(StoredUser::user)
                .orElseThrow(() ->
                        new Problem.NotFound("user", wanted.map(UserId::value).orElse("")).asException());
    }

    private static void requireWhole(JsonObject asked) {
        if (asked.has("user_id")) {
            if (asked.has("connection_id") || asked.has("email")) {
                throw notAllowed("user_id cannot be specified when using connection_id or email.");
            }
        } else {
            if (!asked.has("email") && !asked.has("connection_id")) {
                throw missing("user_id");
            }
            for (var member : List.of("connection_id", "email")) {
                if (!asked.has(member)) {
                    throw missing(member);
                }
            }
            if (asked.has("identity")) {
                throw missing("user_id");
            }
        }
        if (asked.has("result_url") && (asked.has("client_id") || asked.has("organization_id"))) {
            throw notAllowed("result_url cannot be specified when using client_id or organization_id.");
        }
    }

    private void requireThere(TenantId tenant, JsonObject asked) {
        asked.text("/client_id")
                .filter(id -> !clients.has(tenant, new ClientId(id)))
                .ifPresent(_ -> {
                    throw notAllowed("The client does not exist");
                });
        if (asked.has("organization_id")) {
            throw notAllowed("The organization does not exist"); // there are none yet
        }
    }

    private static String named(List<ConnectionSummary> summaries, String id, String otherwise) {
        return summaries.stream()
                .filter(connection -> connection.id().equals(id))
                .map(ConnectionSummary::name)
                .findFirst()
                .orElseThrow(() -> notAllowed(otherwise));
    }

    private static RuntimeException missing(String member) {
        return new Problem.Invalid(Part.BODY, "", "Missing required property: " + member).asException();
    }

    private static RuntimeException notAllowed(String reason) {
        return new Problem.NotAllowed(reason).asException();
    }
}
