package dev.bailiwick.management.v1;

import dev.bailiwick.connection.ConnectionTemplates;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;

/** {@code /connection-templates}: the options that connections of a strategy have where they do not say otherwise. */
final class ConnectionTemplatesResource {

    private final ConnectionTemplates templates;

    ConnectionTemplatesResource(ConnectionTemplates templates) {
        this.templates = templates;
    }

    List<Route> routes() {
        return List.of(
                Routes.get("/connection-templates/{strategy}", this::one),
                Routes.put("/connection-templates/{strategy}", this::put),
                Routes.delete("/connection-templates/{strategy}", this::remove));
    }

    private Answer one(Call call) {
        return Answer.ok(templates.get(call.tenant().id(), call.path("strategy")));
    }

    private Answer put(Call call) {
        return Answer.ok(templates.put(call.tenant().id(), call.path("strategy"), Payload.read(call), call.origin()));
    }

    private Answer remove(Call call) {
        templates.remove(call.tenant().id(), call.path("strategy"), call.origin());
        return Answer.ok(Map.of());
    }
}
