package dev.bailiwick.web;

import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.Tenant;

/** Finds out who is calling, in the way of one edge. */
@FunctionalInterface
public interface Authenticator {

    /** Knows nobody: for edges without protected routes. */
    Authenticator NOBODY = (_, _) -> {
        throw new Problem.Unauthenticated(AuthenticationFailure.MISSING).asException();
    };

    /** Refuses with {@link Problem.Unauthenticated}. */
    Caller authenticate(Tenant tenant, Request request);
}
