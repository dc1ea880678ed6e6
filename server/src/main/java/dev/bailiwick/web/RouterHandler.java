package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands every request that Helidon could read to the {@link Router}, and the answer back. */
final class RouterHandler implements Handler {

    private final Router router;
    private final AtomicInteger inFlight = new AtomicInteger();

    RouterHandler(Router router) {
        this.router = router;
    }

    /** Whether no request is being answered. */
    boolean isIdle() {
        return inFlight.get() == 0;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        inFlight.incrementAndGet();
        try {
            var answer = answer(request);
            boolean last = isLast(request);
            if (last) {
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
            send(answer, request, response);
            if (last) {
                // Helidon sends "Connection: close" and yet would read what follows as the next request.
                throw new CloseConnectionException("the last request on this connection is answered");
            }
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private Answer answer(ServerRequest request) {
        var prologue = request.prologue();
        if (prologue.fragment().hasValue()) {
            // Helidon cuts it off, and what is left may be the name of something else.
            return router.refuse(
                    prologue.uriPath().rawPath(), new Problem.Unreadable(Part.PATH, "a fragment in the request line"));
        }
        return router.answer(new HelidonRequest(request));
    }

    /**
     * Whether the connection ends with this request: when the client wants it so, and when a body stayed unread whose end
     * is unknown, or that the client may or may not send after all (RFC 9110 section 10.1.1). A body of known length is
     * read to its end by Helidon.
     */
    private static boolean isLast(ServerRequest request) {
        var headers = request.headers();
        if (headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
            return true;
        }
        return !request.content().consumed()
                && (headers.contains(HeaderNames.TRANSFER_ENCODING)
                        || (headers.containsToken(HeaderValues.EXPECT_100) && !request.continueSent()));
    }

    private void send(Answer answer, ServerRequest request, ServerResponse response) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        var content = answer.content();
        if (content instanceof Answer.Content.Nothing) {
            response.send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, content.mediaType());
        boolean isHead = request.prologue().method().text().equals("HEAD");
        if (content instanceof Answer.Content.StreamedJson(var value)) {
            boolean isSent = isHead ? StreamedSending.sendHead(value, response) : StreamedSending.send(value, response);
            if (!isSent) {
                send(
                        router.refuse(request.prologue().uriPath().rawPath(), new Problem.Unexpected()),
                        request,
                        response);
            }
            return;
        }
        var bytes = content.bytes();
        if (isHead) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length));
            response.send();
        } else {
            response.send(bytes);
        }
    }
}
