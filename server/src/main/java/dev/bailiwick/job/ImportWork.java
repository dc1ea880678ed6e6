package dev.bailiwick.job;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.job.ImportFile.Row;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.Tx;
import dev.bailiwick.user.UserImport;
import dev.bailiwick.user.UserImport.Refusal;
import dev.bailiwick.user.UserImport.Rules;
import dev.bailiwick.user.UserImport.Taken;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Brings users in, some with each step. Those who cannot be are noted in the step of those who stand beside them in the file. */
final class ImportWork implements Work {

    private static final int BATCH = 100;
    private static final String NO_CONNECTION = "The connection does not exist.";
    private static final String UNREADABLE =
            "Failed to parse users file JSON when importing users. Make sure it is valid JSON.";

    private static final Map<String, ImportFault> CONFLICTS = Map.of(
            "email", new ImportFault("CONFLICT_EMAIL", "A user with this email already exists.", "email"),
            "username", new ImportFault("CONFLICT_USERNAME", "A user with this username already exists.", "username"),
            "custom_password_hash",
                    new ImportFault(
                            "CONFLICT",
                            "A custom_password_hash was provided, but the user already has password hash defined",
                            ""));

    private static final Map<String, ImportFault> WRONG = Map.of(
            "mfa_factors",
            new ImportFault("MFA_FACTORS_FAILED", "Unable to import factors", ""),
            "password_hash",
            ImportFault.of(
                    "PATTERN", "String does not match pattern ^\\$2[ab]?\\$10+\\$[./A-Za-z0-9]{53}$", "passwordHash"));

    private static final ImportFault CONFLICT = new ImportFault("CONFLICT", "The user already exists.", "");

    /** Of whoever is there, where nobody who is there is to be changed. */
    private static final ImportFault THERE =
            new ImportFault("DUPLICATED_USER", "The user already exist and upsert parameter is false", "");

    private final Database database;
    private final Connections connections;
    private final UserImport imports;
    private final UploadedFile uploaded;
    private final ImportRules rules;
    private final JobContentStore contents = new JobContentStore();
    private final JobErrorStore errors = new JobErrorStore();

    ImportWork(
            Database database, Connections connections, UserImport imports, UploadedFile uploaded, ImportRules rules) {
        this.database = database;
        this.connections = connections;
        this.imports = imports;
        this.uploaded = uploaded;
        this.rules = rules;
    }

    @Override
    public void goOn(Task task, BooleanSupplier isEnding) {
        var rows = ImportFile.read(content(task), rules);
        if (rows.isEmpty()) {
            task.fail(UNREADABLE);
            return;
        }
        while (task.progress().done() < rows.get().size()) {
            if (isEnding.getAsBoolean()) {
                return;
            }
            try {
                step(task, rows.get());
            } catch (ConnectionGoneException e) {
                task.fail(NO_CONNECTION);
                return;
            }
        }
        task.completeAndForget();
    }

    private static final class ConnectionGoneException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ConnectionGoneException() {
            super("the connection is gone", null, false, false);
        }
    }

    private void step(Task task, List<Row> rows) {
        int from = (int) task.progress().done();
        int to = Math.min(rows.size(), from + BATCH);
        var faulty = new TreeMap<Integer, JsonObject>();
        var places = new ArrayList<Integer>();
        for (int place = from; place < to; place++) {
            var row = rows.get(place);
            if (row.faults().isEmpty()) {
                places.add(place);
            } else {
                faulty.put(place, ImportErrors.entry(row.user(), row.faults()));
            }
        }
        var users = places.stream().map(place -> rows.get(place).user()).toList();
        boolean isUpsert = task.job().settings().flag("/upsert").orElse(false);
        var change = imports.prepare(task.tenant(), users, Rules.ofJob(connection(task), isUpsert), task.origin());
        inTurn(task, tx -> {
            if (connections.lock(tx, task.tenant(), task.job().connection()).isEmpty()) {
                throw new ConnectionGoneException();
            }
            var taken = change.apply(tx);
            var refused = new TreeMap<>(faulty);
            for (var refusal : taken.refused()) {
                int place = places.get(refusal.index());
                refused.put(place, ImportErrors.entry(rows.get(place).user(), List.of(fault(refusal, isUpsert))));
            }
            errors.insert(tx, task.tenant(), task.id(), refused);
            return reached(task.progress(), taken, refused, to, rows.size());
        });
    }

    private String connection(Task task) {
        try {
            return connections.get(task.tenant(), task.job().connection()).name();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                throw new ConnectionGoneException();
            }
            throw e;
        }
    }

    /** Waits for the users' turn before the transaction, and no longer than the step may take. */
    private void inTurn(Task task, Function<Tx, Progress> work) {
        var _ = Deadline.<Boolean>within(Task.STEP, () -> {
            imports.inTurn(task.tenant(), () -> task.step(work));
            return true;
        });
    }

    private static Progress reached(
            Progress before, Taken taken, SortedMap<Integer, JsonObject> refused, int done, int total) {
        return new Progress(
                done,
                total,
                before.inserted() + taken.created(),
                before.updated() + taken.updated(),
                before.failed() + refused.size(),
                before.position(),
                before.chunks());
    }

    private static ImportFault fault(Refusal refusal, boolean isUpsert) {
        return switch (refusal.cause()) {
            case TAKEN -> isUpsert ? CONFLICTS.getOrDefault(refusal.member(), CONFLICT) : THERE;
            case MISSING -> new ImportFault("OBJECT_REQUIRED", refusal.rule(), "");
            case WRONG ->
                WRONG.getOrDefault(
                        refusal.member(), ImportFault.of("INVALID_FORMAT", refusal.rule(), refusal.member()));
        };
    }

    private byte[] content(Task task) {
        var content = new ByteArrayOutputStream();
        for (long number = 0; number < task.progress().chunks(); number++) {
            long chunk = number;
            content.writeBytes(database.read(tx -> contents.find(tx, task.tenant(), task.id(), chunk))
                    .map(uploaded::opened)
                    .orElseThrow(Task.LostException::new));
        }
        return content.toByteArray();
    }
}
