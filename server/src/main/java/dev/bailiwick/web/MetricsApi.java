package dev.bailiwick.web;

import java.util.List;
import java.util.function.Supplier;

/** {@code /metrics}: for whatever collects them on the server's own machine. */
public final class MetricsApi {

    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsApi() {}

    /**
     * The page.
     *
     * @param page the metrics now, in Prometheus' text format
     */
    public static Api of(Supplier<String> page) {
        return Api.ofServer(
                List.of("/metrics"),
                List.of(Route.get("", Access.anyone(), Loopback.only(_ -> Answer.text(MEDIA_TYPE, page.get())))));
    }
}
