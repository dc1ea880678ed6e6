package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.secret.SecretBox.WrongKeyException;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What opens a file that was written, for a minute, to whoever holds it: a text that is sealed with the installation's key, so that
 * every node knows it again and nobody else can make one.
 */
public final class ExportLinks {

    private static final Duration VALID = Duration.ofSeconds(60);
    private static final String PURPOSE = "export_link";

    private final SecretBox box;
    private final Clock clock;

    public ExportLinks(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /** A new one. */
    public String token(TenantId tenant, JobId job) {
        var members = Map.of("tenant", tenant.value(), "job", job.value(), "until", clock.millis() + VALID.toMillis());
        return box.seal(PURPOSE, new Secret(JsonObject.of(members).toString()));
    }

    /** Refuses with {@link Problem.Unauthenticated} what is none of this job's, or is over. */
    public void require(TenantId tenant, JobId job, String token) {
        var told = opened(token);
        if (!told.text("/tenant").orElse("").equals(tenant.value())
                || !told.text("/job").orElse("").equals(job.value())) {
            throw refused(AuthenticationFailure.MALFORMED_TOKEN);
        }
        if (told.number("/until").orElse(0L) <= clock.millis()) {
            throw refused(AuthenticationFailure.EXPIRED);
        }
    }

    private JsonObject opened(String token) {
        try {
            return JsonObject.ofWritten(box.open(PURPOSE, token).reveal());
        } catch (WrongKeyException e) {
            throw refused(token.isEmpty() ? AuthenticationFailure.MISSING : AuthenticationFailure.MALFORMED_TOKEN);
        }
    }

    private static RuntimeException refused(AuthenticationFailure failure) {
        return new Problem.Unauthenticated(failure).asException();
    }
}
