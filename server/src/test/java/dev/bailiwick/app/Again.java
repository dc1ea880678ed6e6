package dev.bailiwick.app;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.web.RawClient;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks again while the server cannot answer now, as it may on a busy machine: by the contract of {@link Database} nothing has
 * happened then.
 */
public final class Again {

    private Again() {}

    /** Sends a request until it is answered with something else than status 503 and when to come again. */
    public static HttpResponse<String> untilAnswered(Supplier<HttpResponse<String>> request) {
        return Eventually.first(
                request,
                answer -> answer.statusCode() != 503
                        || answer.headers().firstValue("Retry-After").isEmpty());
    }

    /** The same by a bare client. */
    public static RawClient.Reply untilReplied(Supplier<RawClient.Reply> request) {
        return Eventually.first(
                request,
                reply -> reply.status() != 503 || reply.header("Retry-After").isEmpty());
    }

    /** Does the work until it is not refused with {@link Problem.Unavailable}, and returns its answer. */
    public static <R> R untilTold(Supplier<R> work) {
        return Eventually.first(() -> once(work), Optional::isPresent).orElseThrow();
    }

    /** {@link #untilTold} for work without an answer. */
    public static void untilDone(Runnable work) {
        var _ = untilTold(() -> {
            work.run();
            return true;
        });
    }

    /** Does the work; empty where it is refused with {@link Problem.Unavailable}. */
    public static <R> Optional<R> once(Supplier<R> work) {
        try {
            return Optional.of(work.get());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Unavailable) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
