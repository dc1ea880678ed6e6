package dev.bailiwick.management.v2;

import dev.bailiwick.job.ExportLinks;
import dev.bailiwick.job.Job;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.job.JobId;
import dev.bailiwick.job.Jobs;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Multipart;
import dev.bailiwick.web.Route;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /jobs}. */
final class JobsResource {

    private static final Schema EXPORT = Schema.of("users-export-create");
    private static final Schema VERIFICATION = Schema.of("verification-email-create");

    private static final JsonObject USUAL_FORMAT = JsonObject.of(Map.of("format", "csv"));

    /** Where files that were written lie; the rest of the path is what Auth0's end in. */
    private static final String FILES = "/jobs/{id}/files/{file}";

    /** What is told of users in a file is for those who may read them. */
    private static final String READS_USERS = "read:users";

    private final Jobs jobs;
    private final ExportLinks links;
    private final Clock clock;

    JobsResource(Jobs jobs, ExportLinks links, Clock clock) {
        this.jobs = jobs;
        this.links = links;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("post_users-imports", this::importUsers).upTo(Multipart.bodyLimit(ImportForm.LONGEST)),
                Operations.route("post_users-exports", this::exportUsers),
                Operations.route("post_verification-email", this::verifyEmail),
                Operations.route("get_jobs_by_id", this::one),
                Operations.route("get_errors", this::errors),
                Route.get(FILES, Access.anyone(), this::file));
    }

    private Answer importUsers(Call call) {
        var form = ImportForm.of(call.body());
        var tenant = call.tenant().id();
        var job = jobs.importUsers(tenant, form.connection(), form.settings(), form.users(), call.origin());
        return Answer.of(202, JobJson.created(job, jobs.connectionName(tenant, job)));
    }

    private Answer exportUsers(Call call) {
        var tenant = call.tenant().id();
        var job = jobs.exportUsers(tenant, EXPORT.read(call).orElse(USUAL_FORMAT), call.origin());
        return Answer.ok(JobJson.created(job, jobs.connectionName(tenant, job)));
    }

    private Answer verifyEmail(Call call) {
        var asked = VERIFICATION.read(call);
        var user = new UserId(asked.text("/user_id").orElseThrow());
        return Answer.of(201, JobJson.brief(jobs.verifyEmail(call.tenant().id(), user, asked, call.origin())));
    }

    private Answer one(Call call) {
        var tenant = call.tenant().id();
        var job = jobs.get(tenant, id(call));
        return Answer.ok(JobJson.of(job, jobs.connectionName(tenant, job), location(call, job), clock.instant()));
    }

    /** What went wrong with users, or else with the job as a whole. */
    private Answer errors(Call call) {
        var tenant = call.tenant().id();
        var job = find(call);
        if (job.progress().failed() > 0) {
            return Answer.streamed(jobs.errors(tenant, job));
        }
        return job.status() == Status.FAILED
                ? Answer.ok(JobJson.failed(job, jobs.connectionName(tenant, job)))
                : Answer.noContent();
    }

    /** The path and its token are known to whoever was told the location, and to nobody else. */
    private Answer file(Call call) {
        var tenant = call.tenant();
        links.require(tenant.id(), id(call), Parameters.text(call, "token").orElse(""));
        var job = jobs.get(tenant.id(), id(call));
        var name = JobJson.file(tenant, job);
        if (!call.path("file").equals(name)) {
            throw new Problem.NotFound("job", call.path("file")).asException();
        }
        return Answer.streamed("application/gzip", out -> jobs.write(tenant.id(), job, out))
                .with("Cache-Control", "no-store")
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private Optional<String> location(Call call, Job job) {
        if (job.type() != Job.Type.USERS_EXPORT
                || job.status() != Status.COMPLETED
                || !call.caller().scopes().contains(READS_USERS)) {
            return Optional.empty();
        }
        var tenant = call.tenant();
        return Optional.of(tenant.issuer() + "api/v2/jobs/" + job.id().value() + "/files/" + JobJson.file(tenant, job)
                + "?token=" + links.token(tenant.id(), job.id()));
    }

    private Job find(Call call) {
        try {
            return jobs.get(call.tenant().id(), id(call));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound(var _, var id)) {
                throw new Problem.NotFound("job errors", id).asException();
            }
            throw e;
        }
    }

    private static JobId id(Call call) {
        return new JobId(call.path("id"));
    }
}
