package dev.bailiwick.job;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.Connection;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.mail.EmailProviders;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.Directory;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A tenant's jobs. */
public final class Jobs {

    private static final int ID_LENGTH = 16;

    private final Database database;
    private final Connections connections;
    private final JobWorkers workers;
    private final VerificationRules verification;
    private final MailWork mail;
    private final UploadedFile uploaded;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;
    private final JobStore store = new JobStore();
    private final JobContentStore contents = new JobContentStore();

    private Jobs(
            Database database,
            Connections connections,
            Clients clients,
            Directory directory,
            MailWork mail,
            UploadedFile uploaded,
            JobWorkers workers,
            AuditLog audit,
            Clock clock,
            RandomText random) {
        this.database = database;
        this.connections = connections;
        this.verification = new VerificationRules(directory.users(), connections, clients);
        this.mail = mail;
        this.uploaded = uploaded;
        this.workers = workers;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The feature put together.
     *
     * @param rules what a user of an import may be
     * @param hasHashes whether the operator lets hashes of passwords be written out
     */
    public static Jobs over(
            Database database,
            Connections connections,
            Clients clients,
            Directory directory,
            EmailProviders emailProviders,
            SecretBox box,
            AuditLog audit,
            Clock clock,
            RandomText random,
            ImportRules rules,
            boolean hasHashes) {
        var mail = new MailWork(emailProviders);
        var uploaded = new UploadedFile(box);
        var workers = new JobWorkers(
                database,
                clock,
                random,
                Map.of(
                        Job.Type.USERS_IMPORT,
                        new ImportWork(database, connections, directory.imports(), uploaded, rules),
                        Job.Type.USERS_EXPORT,
                        new ExportWork(connections, directory.exports(), hasHashes),
                        Job.Type.VERIFICATION_EMAIL,
                        mail));
        return new Jobs(database, connections, clients, directory, mail, uploaded, workers, audit, clock, random);
    }

    /** Those who do them. */
    public JobWorkers workers() {
        return workers;
    }

    /** Has users brought in by a connection. Refuses with {@link Problem.NotAllowed} one that cannot take them. */
    public Job importUsers(TenantId tenant, String connection, JsonObject settings, byte[] file, Origin origin) {
        ImportTarget.require(connection(tenant, connection));
        var pieces = uploaded.sealed(file);
        var job = job(Job.Type.USERS_IMPORT, connection, settings, pieces.size());
        return add(tenant, job, origin, tx -> {
            for (int number = 0; number < pieces.size(); number++) {
                contents.insert(tx, tenant, job.id(), number, pieces.get(number));
            }
        });
    }

    /** Has users written out: of the connection that the settings name, or all. */
    public Job exportUsers(TenantId tenant, JsonObject settings, Origin origin) {
        ExportField.requireOnce(settings);
        var connection = settings.text("/connection_id").orElse("");
        if (!connection.isEmpty()) {
            connection(tenant, connection);
        }
        return add(tenant, job(Job.Type.USERS_EXPORT, connection, settings, 0), origin, _ -> {});
    }

    /** Has a user asked to confirm the address. */
    public Job verifyEmail(TenantId tenant, UserId user, JsonObject settings, Origin origin) {
        verification.require(tenant, user, settings);
        return add(tenant, job(Job.Type.VERIFICATION_EMAIL, "", settings, 0), origin, _ -> {});
    }

    /** Refuses what {@link #verifyEmail} does, and starts nothing. */
    public void requireVerifiable(TenantId tenant, UserId user) {
        verification.require(tenant, user, JsonObject.of(Map.of()));
    }

    /** Why a job that is to send mail for the tenant fails, in the words of its {@code status_details}. */
    public String noMail(TenantId tenant) {
        return mail.hindrance(tenant);
    }

    /** A job as it stands. Refuses with {@link Problem.NotFound} one that is not there, or whose day is over. */
    public Job get(TenantId tenant, JobId id) {
        return database.read(tx -> store.find(tx, tenant, id))
                .filter(job -> job.createdAt().plus(OldJobs.KEPT).isAfter(clock.instant()))
                .orElseThrow(() -> absent(id));
    }

    /** Who could not be brought in, and why, in the order of the file, read while somebody goes through them. */
    public Iterable<JsonObject> errors(TenantId tenant, Job job) {
        return () -> new ErrorsInTurn(database, tenant, job.id());
    }

    /** The connection's name; empty where the job has none, or has outlived it. */
    public Optional<String> connectionName(TenantId tenant, Job job) {
        return job.connection().isEmpty() ? Optional.empty() : connections.name(tenant, job.connection());
    }

    /** Writes what a job has written, piece by piece. */
    public void write(TenantId tenant, Job job, OutputStream out) throws IOException {
        for (long number = 0; number < job.progress().chunks(); number++) {
            long piece = number;
            out.write(database.read(tx -> contents.find(tx, tenant, job.id(), piece))
                    .orElseThrow(() -> absent(job.id())));
        }
    }

    private Job add(TenantId tenant, Job job, Origin origin, Consumer<Tx> content) {
        database.change(tx -> {
            store.insert(tx, tenant, job, origin);
            requireFew(tx, tenant, job.type());
            content.accept(tx);
            audit.record(
                    tx,
                    tenant,
                    origin,
                    "create",
                    "job",
                    job.id().value(),
                    "",
                    job.settings().with("type", job.type().word()).toString());
        });
        workers.wake();
        return job;
    }

    private void requireFew(Tx tx, TenantId tenant, Job.Type type) {
        if (store.countOpen(tx, tenant, type) > type.most()) {
            throw new Problem.TooManyJobs("There are " + type.most() + " active " + type.title()
                            + " jobs, please wait until some of them are finished and try again")
                    .asException();
        }
    }

    private Job job(Job.Type type, String connection, JsonObject settings, int chunks) {
        return new Job(
                new JobId("job_" + random.alphanumeric(ID_LENGTH)),
                type,
                Status.PENDING,
                connection,
                settings,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Instant.EPOCH,
                "",
                new Progress(0, 0, 0, 0, 0, 0, chunks));
    }

    private Connection connection(TenantId tenant, String id) {
        return connections
                .find(tenant, id)
                .orElseThrow(() -> new Problem.NotAllowed("The connection does not exist.").asException());
    }

    private static ProblemException absent(JobId id) {
        return new Problem.NotFound("job", id.value()).asException();
    }
}
