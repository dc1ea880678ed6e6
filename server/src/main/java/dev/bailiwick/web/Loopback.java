package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;

/** Routes for this machine alone. Asked from elsewhere, they are not there. */
final class Loopback {

    private Loopback() {}

    static Route.Handler only(Route.Handler handler) {
        return call -> {
            if (!call.request().isFromLoopback()) {
                throw new Problem.NoSuchRoute(
                                call.request().method(), call.request().rawPath())
                        .asException();
            }
            return handler.answer(call);
        };
    }
}
