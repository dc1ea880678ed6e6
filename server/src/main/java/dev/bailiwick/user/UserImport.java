package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Turns;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes users in, some at a time: each call is one change, in which those who cannot be taken are left out and told. */
public final class UserImport {

    private final Database database;
    private final Connections connections;
    private final AuthenticationMethods methods;
    private final SecretBox box;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;
    private final Turns turns;

    UserImport(
            Database database,
            Connections connections,
            AuthenticationMethods methods,
            SecretBox box,
            AuditLog audit,
            Clock clock,
            RandomText random,
            Turns turns) {
        this.database = database;
        this.connections = connections;
        this.methods = methods;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.turns = turns;
    }

    /** The id of a user as the import format tells it, where one without the name of a provider is of our own users. */
    public static String wholeId(String told) {
        return told.indexOf('|') < 0 ? ImportedUser.DATABASE + told : told;
    }

    /**
     * How users are taken.
     *
     * @param isImportFormat whether they are in the form of Auth0's import, in which an id is without the name of its
     *     provider and may be absent, or of its exports
     * @param connection the name of the connection of those who do not tell theirs
     * @param isUpsert whether those who are there already are changed, or else refused
     * @param isOfJob whether those are known by their addresses before their ids, and changed in no more than Auth0's import
     *     jobs change
     */
    public record Rules(boolean isImportFormat, String connection, boolean isUpsert, boolean isOfJob) {

        /** For the operator, whose import may change everything. */
        public Rules(boolean isImportFormat, String connection, boolean isUpsert) {
            this(isImportFormat, connection, isUpsert, false);
        }

        /** Those of Auth0's import jobs. */
        public static Rules ofJob(String connection, boolean isUpsert) {
            return new Rules(true, connection, isUpsert, true);
        }
    }

    /** Why somebody is left out. */
    public enum Cause {
        /** Somebody else has the member already. */
        TAKEN,
        /** The member is not there, and must be. */
        MISSING,
        /** The member, or something else, cannot be so. */
        WRONG
    }

    /**
     * One who is left out.
     *
     * @param index the place in the list, from 0
     * @param member such as {@code email} or {@code custom_password_hash.algorithm}; empty where it is none or is not known
     * @param rule what should have been, as it goes behind the name of the member, or of the place where there is none
     */
    public record Refusal(int index, Cause cause, String member, String rule) {

        /** For what is wrong. */
        public Refusal(int index, String rule) {
            this(index, Cause.WRONG, "", rule);
        }

        /** Why, as it goes behind the name of the place. */
        public String reason() {
            return member.isEmpty() ? rule : member + " " + rule;
        }

        static Refusal of(int index, Hindrance hindrance) {
            return switch (hindrance) {
                case Hindrance.Present _ -> new Refusal(index, Cause.TAKEN, "", "is there already");
                case Hindrance.Taken(var identifier) ->
                    new Refusal(index, Cause.TAKEN, identifier.type(), "is another user's");
                case Hindrance.TooLong _ -> new Refusal(index, "is longer than a profile may be");
                case Hindrance.Linked(var identity) ->
                    new Refusal(index, Cause.TAKEN, "", "the account " + identity + " is another user's");
            };
        }

        static Refusal of(int index, ProblemException thrown) {
            return switch (thrown.problem()) {
                case Problem.Unsupported(var reason) -> new Refusal(index, reason);
                case Problem.UserRefused(var reason) -> new Refusal(index, reason);
                case Problem.Invalid(var _, var violations) -> {
                    var path = violations.getFirst().path();
                    var rule = violations.getFirst().rule();
                    yield path.isEmpty()
                            ? new Refusal(index, Cause.MISSING, "", rule)
                            : new Refusal(index, Cause.WRONG, path.substring(1).replace('/', '.'), rule);
                }
                default -> throw thrown;
            };
        }
    }

    /** What became of the list. */
    public record Taken(int created, int updated, List<Refusal> refused) {

        public Taken {
            refused = List.copyOf(refused);
        }
    }

    /** Takes the users in their order; of two with one id the second meets the first. */
    public Taken take(TenantId tenant, List<JsonObject> given, Rules rules, Origin origin) {
        var change = prepare(tenant, given, rules, origin);
        return turns.alone(tenant.value(), () -> database.transaction(change));
    }

    /** Makes a change of which {@link #prepare} is a part, when it is the turn of the tenant's users. */
    public void inTurn(TenantId tenant, Runnable change) {
        var _ = turns.<TenantId>alone(tenant.value(), () -> {
            change.run();
            return tenant;
        });
    }

    /** The same as {@link #take} as a part of a change, which is to be made soon. It is not prepared in a transaction. */
    public Function<Tx, Taken> prepare(TenantId tenant, List<JsonObject> given, Rules rules, Origin origin) {
        var refused = new ArrayList<Refusal>();
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < given.size(); i++) {
            try {
                var user = ImportedUser.of(given.get(i), rules).sealed(box);
                candidates.add(new Candidate(
                        i, user, user.factors().stream().map(methods::prepared).toList()));
            } catch (ProblemException e) {
                refused.add(Refusal.of(i, e));
            }
        }
        var accounts = rules.isImportFormat()
                ? connections.named(tenant, rules.connection()).map(AccountRules::of)
                : Optional.<AccountRules>empty();
        var now = clock.instant();
        return tx -> {
            var batch = new ImportBatch(tx, tenant, rules, accounts, methods, random, now);
            candidates.forEach(batch::add);
            var taken = batch.write();
            if (taken.created() + taken.updated() > 0) {
                audit.record(tx, tenant, origin, "import", "user", "", "", summary(batch));
            }
            return new Taken(
                    taken.created(),
                    taken.updated(),
                    Stream.concat(refused.stream(), taken.refused().stream())
                            .sorted(Comparator.comparingInt(Refusal::index))
                            .toList());
        };
    }

    /** One of the list that may be taken, as far as is known before the others are looked at. */
    record Candidate(int index, ImportedUser user, List<AuthenticationMethodStore.New> factors) {}

    private static String summary(ImportBatch batch) {
        return Json.text(Map.of("created", ids(batch.created()), "updated", ids(batch.updated())));
    }

    private static List<String> ids(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }
}
