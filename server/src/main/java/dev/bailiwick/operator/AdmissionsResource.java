package dev.bailiwick.operator;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /operator/tenants/{name}/clients/{client}/management-v1}: whether a client may have tokens of Management API v1. */
final class AdmissionsResource {

    private static final String PATH = OperatorApi.TENANTS_PATH + "/{name}/clients/{client}/management-v1";

    private final TenantContents contents;

    AdmissionsResource(TenantContents contents) {
        this.contents = contents;
    }

    List<Route> routes(Access access) {
        return List.of(Route.put(PATH, access, this::admit), Route.delete(PATH, access, this::dismiss));
    }

    private Answer admit(Call call) {
        contents.managementTokens()
                .admit(contents.id(call.path("name")), client(call), OperatorApi.origin(call, "client admit"));
        return Answer.noContent();
    }

    private Answer dismiss(Call call) {
        contents.managementTokens()
                .dismiss(contents.id(call.path("name")), client(call), OperatorApi.origin(call, "client dismiss"));
        return Answer.noContent();
    }

    private static ClientId client(Call call) {
        return new ClientId(call.path("client"));
    }
}
