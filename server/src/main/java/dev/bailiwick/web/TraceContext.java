package dev.bailiwick.web;

import dev.bailiwick.secret.RandomText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The trace that a caller has put a request into (W3C Trace Context, version 00).
 *
 * @param traceId the caller's
 * @param spanId ours, made for this request
 */
public record TraceContext(String traceId, String spanId) {

    private static final int SPAN_ID_LENGTH = 16;
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** The trace that these headers name; empty where there is none, more than one, or no valid one. */
    static Optional<TraceContext> of(List<String> traceparents, RandomText random) {
        if (traceparents.size() != 1) {
            return Optional.empty();
        }
        var traceparent = TRACEPARENT.matcher(traceparents.getFirst());
        return traceparent.matches()
                ? Optional.of(new TraceContext(traceparent.group(1), random.hex(SPAN_ID_LENGTH)))
                : Optional.empty();
    }
}
