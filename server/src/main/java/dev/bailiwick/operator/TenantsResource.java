package dev.bailiwick.operator;

import dev.bailiwick.json.Json;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code /operator/tenants}. */
final class TenantsResource {

    private static final String PATH = OperatorApi.TENANTS_PATH;
    private static final String ONE = PATH + "/{name}";

    /** How long a deletion is waited for before the answer is that it goes on. */
    private static final long PATIENCE_SECONDS = 3;

    /** Tenants are made one after another. */
    private static final Duration CREATION_TIME = Duration.ofMinutes(1);

    private final Tenancy tenancy;

    TenantsResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    List<Route> routes(Access access) {
        return List.of(
                Route.get(PATH, access, _ -> list()),
                Route.post(PATH, access, this::create).within(CREATION_TIME),
                Route.get(ONE, access, call -> Answer.ok(TenantJson.of(tenancy.get(call.path("name"))))),
                Route.delete(ONE, access, this::remove));
    }

    private Answer list() {
        return Answer.streamed(tenancy.list().stream().map(TenantJson::of).toList());
    }

    private Answer create(Call call) {
        var draft = TenantDraft.of(Json.read(call.body().bytes()));
        return Answer.of(201, TenantJson.of(tenancy.found(draft, OperatorApi.origin(call, "tenant create"))))
                .with("Cache-Control", "no-store");
    }

    /** 204 when nothing of the tenant is left, 202 when its rows are still being deleted; it is unreachable either way. */
    private Answer remove(Call call) {
        var name = call.path("name");
        var end = tenancy.remove(name, OperatorApi.origin(call, "tenant delete"));
        try {
            if (end.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Answer.noContent();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // The tenant is gone, whatever becomes of its rows.
        }
        return Answer.of(
                202,
                Map.of("message", "The tenant " + name + " is unreachable now; its rows are still being removed."));
    }
}
