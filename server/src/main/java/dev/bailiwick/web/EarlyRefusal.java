package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words what Helidon refuses before there is a request to route, in the dialect of the path as far as it is known. The
 * connection ends with it.
 */
final class EarlyRefusal implements DirectHandler {

    private final Router router;

    EarlyRefusal(Router router) {
        this.router = router;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        return refused(request, problem(request, status));
    }

    /** Called for what escapes from routing, which nothing should. */
    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, Throwable thrown) {
        return refused(request, new Problem.Unexpected());
    }

    /** Of a request line that is too long for Helidon, method and path are in what came of it. */
    private TransportResponse refused(TransportRequest request, Problem problem) {
        var words = Pace.current().map(Pace::beginning).orElse("").split(" ", 3);
        boolean isTooLong = !request.path().startsWith("/") && words.length > 1;
        var method = isTooLong ? words[0] : request.method();
        var path = isTooLong ? words[1].split("\\?", 2)[0] : request.path();
        return sent(router.refuse(method, path, origin(request), problem));
    }

    private static Optional<String> origin(TransportRequest request) {
        return request.headers().first(HeaderNames.ORIGIN);
    }

    private static TransportResponse sent(Answer answer) {
        var response = TransportResponse.builder()
                .status(Status.create(answer.status()))
                .header(HeaderNames.CONTENT_TYPE, answer.content().mediaType())
                .entity(answer.content().bytes())
                .keepAlive(false);
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        return response.build();
    }

    private Problem problem(TransportRequest request, Status status) {
        var encoding = request.headers().first(HeaderNames.CONTENT_ENCODING);
        if (encoding.isPresent()) {
            return new Problem.UnsupportedMediaType(encoding.get());
        }
        return switch (status.code()) {
            case 413 -> new Problem.TooLarge(router.longestBody());
            case 414 -> new Problem.Unreadable(Part.PATH, "the request line is too long");
            case 503 -> new Problem.Unavailable(Duration.ofSeconds(1));
            case 505 -> new Problem.Unreadable(Part.PATH, "only HTTP/1.1 is spoken here");
            // Helidon calls it an internal error, too, when the client is gone in the midst of its headers.
            default -> new Problem.Unreadable(Part.PATH, "the request is malformed");
        };
    }
}
