package dev.bailiwick.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Sends answers whose status leaves no room for a body without a length (RFC 9110 section 8.6). Helidon gives all answers one, and
 * this is the last place before they are written.
 */
final class Unsized implements Http1ConnectionListener {

    /** Marks an answer, and is not sent. */
    static final Header MARK = HeaderValues.createCached(HeaderNames.create("X-Bailiwick-Unsized"), "1");

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof WritableHeaders<?> sent && sent.contains(MARK.headerName())) {
            sent.remove(MARK.headerName());
            sent.remove(HeaderNames.CONTENT_LENGTH);
        }
    }
}
