package dev.bailiwick.extension;

import dev.bailiwick.apikey.ApiKeys;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.Caller;
import dev.bailiwick.web.Request;
import java.util.Set;

/** Callers prove themselves with one of the tenant's API keys, in the header {@code x-api-key}. */
final class ApiKeyHeader implements Authenticator {

    private final ApiKeys keys;

    ApiKeyHeader(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Caller authenticate(Tenant tenant, Request request) {
        var header = request.headers("x-api-key");
        if (header.size() == 1) {
            var known = keys.find(tenant.id(), new Secret(header.getFirst()));
            if (known.isPresent()) {
                return new Caller("api-key:" + known.get().id(), Set.of());
            }
        }
        throw new Problem.Unauthenticated(AuthenticationFailure.BAD_API_KEY).asException();
    }
}
