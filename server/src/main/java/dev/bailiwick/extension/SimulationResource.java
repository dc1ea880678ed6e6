package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.post;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.json.Json;
import dev.bailiwick.rbac.Administration;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.rbac.Simulation;
import dev.bailiwick.rbac.SimulationJobs;
import dev.bailiwick.rbac.Simulations;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.InnerRoutes;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code /policy/simulate}, which the original does not have: what changes would do to users.
 *
 * <p>Each change is answered by its real route, by a desk over a transaction that is unwound, so that what is refused here is
 * what would be refused there. Beside {@code read:users} each change asks for the scope of its route: what somebody may
 * simulate is what somebody may do, and nobody learns by a refusal here what there would be no refusal for.
 */
final class SimulationResource {

    private static final long BODY_LIMIT = 4L << 20;

    private final Simulations simulations;
    private final SimulationJobs jobs;
    private final Connections connections;
    private final NameLimit names;
    private final InnerRoutes real;

    SimulationResource(Authorization authorization, SimulationJobs jobs, Connections connections, NameLimit names) {
        this.simulations = authorization.simulations();
        this.jobs = jobs;
        this.connections = connections;
        this.names = names;
        this.real = routes(authorization.administration());
    }

    List<Route> routes() {
        return List.of(
                post("/policy/simulate", anyOf("read:users"), this::simulate)
                        .upTo(BODY_LIMIT)
                        .within(ExtensionApi.LIST_TIME),
                get("/policy/simulate/{job}", anyOf("read:users"), this::job));
    }

    private Answer simulate(Call call) {
        // Exactly, or a number that is none to a double would be handed on as a text.
        var body = Joi.object(Json.readExactly(call.body().bytes()));
        var changes = SimulatedChange.of(body);
        var connectionName = body.has("connectionName") ? Joi.requiredText(body, "connectionName") : null;
        boolean asJob = body.has("job") && Joi.isOn(body, "job");
        Joi.onlyMembers(body, Set.of("changes", "connectionName", "job"));
        try (var place = jobs.enter(call.tenant().id())) {
            requireKnown(call, changes);
            var simulation = simulations.simulate(
                    call.tenant().id(),
                    connectionName,
                    (administration, nextId) -> make(call, changes, routes(administration), nextId));
            return asJob || simulation.isLarge()
                    ? begun(call, place, simulation)
                    : Answer.streamed(SimulationJson.of(simulation.count(_ -> {})));
        } catch (RefusedChange e) {
            return e.answer();
        }
    }

    private static Answer begun(Call call, SimulationJobs.Place place, Simulation simulation) {
        var job = place.start(progress -> Json.text(SimulationJson.of(simulation.count(progress))));
        return Answer.of(202, SimulationJobJson.of(job))
                .with("Location", call.request().rawPath() + "/" + job.id());
    }

    private Answer job(Call call) {
        return Answer.streamed(SimulationJobJson.of(jobs.get(call.tenant().id(), call.path("job"))));
    }

    /** Before anything is locked. */
    private void requireKnown(Call call, List<SimulatedChange> changes) {
        for (int i = 0; i < changes.size(); i++) {
            var asked = changes.get(i).asked();
            if (!RefusedChange.unlessRefused(i, () -> real.admit(call, asked))) {
                throw Joi.body(
                        "/changes/" + i + "/path",
                        "must be, with its method, a route that changes groups, roles, permissions or what users have");
            }
        }
    }

    private static void make(Call call, List<SimulatedChange> changes, InnerRoutes routes, Consumer<String> nextId) {
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            RefusedChange.unlessRefused(i, () -> {
                change.id().ifPresent(nextId);
                return routes.answer(call, change.asked());
            });
        }
    }

    private InnerRoutes routes(Administration administration) {
        return new InnerRoutes(AdministrationRoutes.changing(administration, connections, names));
    }
}
