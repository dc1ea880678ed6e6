package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands every request that Helidon could read to the {@link Router}, and the answer back. */
final class RouterHandler implements Handler {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long DROPPED = 4L << 20;

    private final Router router;
    private final Traffic traffic;
    private final AtomicInteger inFlight = new AtomicInteger();

    RouterHandler(Router router) {
        this.router = router;
        this.traffic = router.traffic();
    }

    /** Whether no request is being answered. */
    boolean isIdle() {
        return inFlight.get() == 0;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Pace.current().ifPresent(Pace::headRead);
        inFlight.incrementAndGet();
        var asked = new HelidonRequest(request, router.rules().proxies());
        boolean last;
        try {
            var visit = router.visit(asked);
            last = visit.context.call(() -> admit(asked, visit, response));
        } finally {
            inFlight.decrementAndGet();
        }
        if (last) {
            if (isComing(request)) {
                Pace.current().ifPresent(Pace::leftover);
                new Leftover(asked.body()::read, droppedAtMost(request)).drop();
            }
            throw ended();
        }
        if (isReadToItsEnd(request)) {
            Pace.current().ifPresent(Pace::done);
        }
    }

    /** Tells whether this is the last request on its connection. */
    private boolean admit(HelidonRequest request, Visit visit, ServerResponse response) {
        if (router.isOfServer(request.rawPath())) {
            return serve(answer(request, visit), request, visit, response, false);
        }
        if (traffic.enter()) {
            try {
                return serve(answer(request, visit), request, visit, response, false);
            } finally {
                traffic.leave();
            }
        }
        if (serve(router.refuse(request, visit, new Problem.Unavailable(RETRY)), request, visit, response, true)) {
            throw ended(); // there is no time to read what it goes on sending
        }
        return false;
    }

    private Answer answer(HelidonRequest request, Visit visit) {
        if (request.request().prologue().fragment().hasValue()) {
            // Helidon cuts it off, and what is left may be the name of something else.
            return router.refuse(request, visit, new Problem.Unreadable(Part.PATH, "a fragment in the request line"));
        }
        return router.answer(request, visit);
    }

    /** Tells whether this is the last request on its connection. */
    private boolean serve(Answer answer, HelidonRequest asked, Visit visit, ServerResponse response, boolean wasShed) {
        var request = asked.request();
        boolean last = isLast(request) || (wasShed && !isReadToItsEnd(request));
        if (last) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        int status = answer.status();
        try {
            var sending = new Sending(response, request);
            var failure = sending.send(answer);
            if (failure.isPresent()) {
                var apology = router.refuse(asked, visit, failure.get());
                status = apology.status();
                sending.send(apology);
            }
        } finally {
            traffic.answered(visit, status, wasShed);
        }
        return last;
    }

    /** Helidon sends "Connection: close" and yet would read what follows as the next request. */
    private static RuntimeException ended() {
        return new CloseConnectionException("the last request on this connection is answered");
    }

    /**
     * Whether the connection ends with this request: when the client wants it so, and when a body stayed unread whose end
     * is unknown or too far, or that the client may or may not send after all (RFC 9110 section 10.1.1). Another body is
     * read to its end by Helidon.
     */
    private boolean isLast(ServerRequest request) {
        var headers = request.headers();
        if (headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
            return true;
        }
        return !request.content().consumed()
                && (headers.contains(HeaderNames.TRANSFER_ENCODING)
                        || headers.contentLength().orElse(0) > router.longestBody()
                        || (headers.containsToken(HeaderValues.EXPECT_100) && !request.continueSent()));
    }

    /** Whether the client may be sending a body that is not read to its end. */
    private static boolean isComing(ServerRequest request) {
        boolean waits = request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
        return !waits && !isReadToItsEnd(request);
    }

    /** A body that is not very much too long is read to its end, since many clients look for the answer only then. */
    private long droppedAtMost(ServerRequest request) {
        long length = request.headers().contentLength().orElse(Long.MAX_VALUE);
        return length <= 2 * router.longestBody() ? length : DROPPED;
    }

    private static boolean isReadToItsEnd(ServerRequest request) {
        return !request.content().hasEntity() || request.content().consumed();
    }
}
