package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Turns;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes users in, some at a time: each call is one change, in which those who cannot be taken are left out and told. */
public final class UserImport {

    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;
    private final Turns turns;

    public UserImport(Database database, AuditLog audit, Clock clock, RandomText random, Turns turns) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.turns = turns;
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

    /**
     * One who is left out: the place in the list, from 0, and the reason as it goes behind the name of the place.
     *
     * @param taken what somebody else has already, such as {@code email}; empty where that is not the reason
     */
    public record Refusal(int index, String reason, String taken) {

        /** For another reason. */
        public Refusal(int index, String reason) {
            this(index, reason, "");
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

    /** The same as {@link #take} as a part of a change, which is to be made soon. */
    public Function<Tx, Taken> prepare(TenantId tenant, List<JsonObject> given, Rules rules, Origin origin) {
        var refused = new ArrayList<Refusal>();
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < given.size(); i++) {
            try {
                candidates.add(new Candidate(i, ImportedUser.of(given.get(i), rules)));
            } catch (ProblemException e) {
                refused.add(new Refusal(i, reason(e)));
            }
        }
        var now = clock.instant();
        return tx -> {
            var batch = new ImportBatch(tx, tenant, rules, random, now);
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
    record Candidate(int index, ImportedUser user) {}

    private static String summary(ImportBatch batch) {
        return Json.text(Map.of("created", ids(batch.created()), "updated", ids(batch.updated())));
    }

    private static List<String> ids(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    private static String reason(ProblemException thrown) {
        if (thrown.problem() instanceof Problem.Invalid(var _, var violations)) {
            return violations.getFirst().path().substring(1).replace('/', '.') + " "
                    + violations.getFirst().rule();
        }
        throw thrown;
    }
}
