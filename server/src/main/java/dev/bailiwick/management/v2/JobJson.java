package dev.bailiwick.management.v2;

import dev.bailiwick.job.Job;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenant.Tenant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs as Management API v2 writes them: members by their type and by how far they are. */
final class JobJson {

    private static final List<String> OF_IMPORT = List.of("external_id");
    private static final List<String> OF_EXPORT = List.of("format", "limit", "fields");

    private JobJson() {}

    /** As it is answered to whoever asked for it. */
    static JsonObject created(Job job, Optional<String> connection) {
        return told(job, members(job, connection));
    }

    /** The same of a job without settings to be told. */
    static JsonObject brief(Job job) {
        return JsonObject.of(members(job, Optional.empty()));
    }

    static JsonObject of(Job job, Optional<String> connection, Optional<String> location, Instant now) {
        var members = members(job, connection);
        boolean isCounted = job.type() != Job.Type.VERIFICATION_EMAIL;
        if (isCounted && job.status() == Status.PROCESSING) {
            members.put("percentage_done", job.progress().percentage());
            members.put("time_left_seconds", job.timeLeft(now).toSeconds());
        }
        location.ifPresent(url -> members.put("location", url));
        if (job.type() == Job.Type.USERS_IMPORT && isAtEnd(job)) {
            members.put("summary", summary(job.progress()));
        }
        detail(members, job);
        return told(job, members);
    }

    /** A job that failed as a whole. */
    static JsonObject failed(Job job, Optional<String> connection) {
        var members = members(job, connection);
        detail(members, job);
        return JsonObject.of(members);
    }

    /** What the file is called that an export writes. */
    static String file(Tenant tenant, Job job) {
        return tenant.name() + "." + job.settings().text("/format").orElseThrow() + ".gz";
    }

    private static Map<String, Object> members(Job job, Optional<String> connection) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", job.type().word());
        members.put("status", job.status().word());
        members.put("created_at", LogJson.time(job.createdAt()));
        members.put("id", job.id().value());
        if (!job.connection().isEmpty()) {
            members.put("connection_id", job.connection());
        }
        connection.ifPresent(name -> members.put("connection", name));
        return members;
    }

    private static void detail(Map<String, Object> members, Job job) {
        if (!job.details().isEmpty()) {
            members.put("status_details", job.details());
        }
    }

    private static boolean isAtEnd(Job job) {
        return job.status() == Status.COMPLETED || job.status() == Status.FAILED;
    }

    private static Map<String, Long> summary(Job.Progress progress) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("failed", progress.failed());
        counts.put("updated", progress.updated());
        counts.put("inserted", progress.inserted());
        counts.put("total", progress.total());
        return counts;
    }

    /** With what was asked for, as far as it is told again. */
    private static JsonObject told(Job job, Map<String, Object> members) {
        var asked = switch (job.type()) {
            case USERS_IMPORT -> OF_IMPORT;
            case USERS_EXPORT -> OF_EXPORT;
            case VERIFICATION_EMAIL -> List.<String>of();
        };
        return JsonObject.of(members).orElse(job.settings().in(asked));
    }
}
