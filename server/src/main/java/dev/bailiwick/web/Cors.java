package dev.bailiwick.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which web pages may call an edge from a browser (the Fetch standard's CORS protocol). Nobody's cookies or other ambient
 * credentials are ever sent along: no policy allows credentials.
 */
public sealed interface Cors {

    /** No page. */
    record Nobody() implements Cors {}

    /** Every page, in the same words for all: for public documents. */
    record Everybody(List<String> allowedHeaders) implements Cors {

        public Everybody {
            allowedHeaders = List.copyOf(allowedHeaders);
        }
    }

    /** Every page, each told so by its own name. */
    record Echo(List<String> allowedHeaders, List<String> exposedHeaders) implements Cors {

        public Echo {
            allowedHeaders = List.copyOf(allowedHeaders);
            exposedHeaders = List.copyOf(exposedHeaders);
        }
    }

    /** How long a browser may keep what a preflight told. */
    Duration MAX_AGE = Duration.ofDays(1);

    /** An origin as browsers write it (RFC 6454 section 6.1). */
    Pattern ORIGIN = Pattern.compile("null|[a-z][a-z0-9+.-]{0,30}://[!-~&&[^/\\\\\"<>]]{1,300}");

    /** What every answer of the edge says. */
    default Map<String, String> headers(Optional<String> origin) {
        var headers = new HashMap<String, String>();
        switch (this) {
            case Nobody _ -> {}
            case Everybody _ -> headers.put("Access-Control-Allow-Origin", "*");
            case Echo(var _, var exposed) -> {
                headers.put("Vary", "Origin");
                origin.filter(name -> ORIGIN.matcher(name).matches()).ifPresent(name -> {
                    headers.put("Access-Control-Allow-Origin", name);
                    headers.put("Access-Control-Expose-Headers", String.join(",", exposed));
                });
            }
        }
        return headers;
    }

    /** The answer to a preflight for a route that is there; empty where no page may call. */
    default Optional<Answer> preflight(Method method) {
        return switch (this) {
            case Nobody _ -> Optional.empty();
            case Everybody(var allowed) -> Optional.of(preflight(method, allowed));
            case Echo(var allowed, var _) -> Optional.of(preflight(method, allowed));
        };
    }

    private static Answer preflight(Method method, List<String> allowedHeaders) {
        return new Answer(200, new Answer.Content.Nothing(), Map.of())
                .with("Access-Control-Allow-Methods", method.name())
                .with("Access-Control-Allow-Headers", String.join(",", allowedHeaders))
                .with("Access-Control-Max-Age", String.valueOf(MAX_AGE.toSeconds()));
    }
}
