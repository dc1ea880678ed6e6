package dev.bailiwick.web;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/**
 * Sends one answer, compressed where the client takes that. An answer that must not be stored is sent plain, since it may
 * hold a secret beside something of an attacker's choice, and its length would then tell of the secret (BREACH).
 */
final class Sending {

    private static final String NO_STORE = "no-store";
    private static final int NO_CONTENT = 204;

    private final ServerResponse response;
    private final boolean isHead;
    private final boolean takesGzip;

    Sending(ServerResponse response, ServerRequest request) {
        this.response = response;
        this.isHead = request.prologue().method().text().equals("HEAD");
        this.takesGzip = Gzip.isAccepted(request.headers().values(HeaderNames.ACCEPT_ENCODING));
    }

    /**
     * Sends the answer.
     *
     * @return why it could not be written; nothing was sent then
     */
    Optional<Problem> send(Answer answer) {
        boolean mayBeCompressed =
                !answer.headers().getOrDefault("Cache-Control", "").contains(NO_STORE);
        var content = answer.content();
        response.status(Status.create(answer.status()));
        if (content instanceof Answer.Content.Nothing) {
            putHeaders(answer);
            if (answer.status() == NO_CONTENT) {
                response.header(Unsized.MARK);
            }
            response.send();
            return Optional.empty();
        }
        putHeaders(mayBeCompressed ? answer.varyingBy("Accept-Encoding") : answer);
        response.header(HeaderNames.CONTENT_TYPE, content.mediaType());
        boolean compress = mayBeCompressed && takesGzip;
        if (content instanceof Answer.Content.StreamedJson(var value)) {
            return send(new StreamedSending(out -> Json.write(out, value), response, compress));
        }
        if (content instanceof Answer.Content.StreamedBytes(var _, var writing)) {
            return send(new StreamedSending(writing, response, compress));
        }
        whole(response, content.bytes(), compress, isHead);
        return Optional.empty();
    }

    private Optional<Problem> send(StreamedSending streamed) {
        return isHead ? streamed.sendHead() : streamed.send();
    }

    /** Sends a whole body, or the headers that would come with it. */
    static void whole(ServerResponse response, byte[] plain, boolean compress, boolean isHead) {
        var bytes = plain;
        if (compress && plain.length > Gzip.SHORTEST) {
            bytes = Gzip.compressed(plain);
            response.header(HeaderValues.create(HeaderNames.CONTENT_ENCODING, "gzip"));
        }
        if (isHead) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length));
            response.send();
        } else {
            response.send(bytes);
        }
    }

    private void putHeaders(Answer answer) {
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    }
}
