package dev.bailiwick.web;

import static dev.bailiwick.web.Route.get;

import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code /health}: for whatever watches the process on its own machine. Asked from elsewhere, it is not there. */
public final class HealthApi {

    private HealthApi() {}

    record StatusJson(String status) {}

    /**
     * The probes.
     *
     * @param isReady whether requests can be served now; may ask the database
     */
    public static Api of(BooleanSupplier isReady) {
        return Api.ofServer(
                List.of("/health"),
                List.of(
                        get("/live", Access.anyone(), Loopback.only(_ -> answer(() -> true))),
                        get("/ready", Access.anyone(), Loopback.only(_ -> answer(isReady)))));
    }

    private static Answer answer(BooleanSupplier probe) {
        boolean isUp = probe.getAsBoolean();
        return Answer.of(isUp ? 200 : 503, new StatusJson(isUp ? "up" : "down")).with("Cache-Control", "no-store");
    }
}
