package dev.bailiwick.web;

import java.time.Duration;

/**
 * One row of the route table.
 *
 * @param template the path below the edge's prefix, with parameters in braces: {@code /groups/{id}}
 * @param bodyLimit the longest body that is read, in bytes; {@link #ANY_LENGTH} for any
 * @param timeLimit how long after the route is found the request may still go to the database or wait for it; the check of
 *     the caller and the reading of the body count, but neither of them ends with it, nor does work without the database
 */
public record Route(
        Method method, String template, Access access, long bodyLimit, Duration timeLimit, Handler handler) {

    /** The limit of bodies that have none. */
    public static final long ANY_LENGTH = Long.MAX_VALUE;

    private static final long BODY_LIMIT = 1L << 20;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    /** What a route does. Refusals are thrown as {@link dev.bailiwick.problem.ProblemException}. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call);
    }

    /** A route that reads. */
    public static Route get(String template, Access access, Handler handler) {
        return new Route(Method.GET, template, access, BODY_LIMIT, TIME_LIMIT, handler);
    }

    /** A route that creates or computes. */
    public static Route post(String template, Access access, Handler handler) {
        return new Route(Method.POST, template, access, BODY_LIMIT, TIME_LIMIT, handler);
    }

    /** A route that puts something in the place of what is there. */
    public static Route put(String template, Access access, Handler handler) {
        return new Route(Method.PUT, template, access, BODY_LIMIT, TIME_LIMIT, handler);
    }

    /** A route that changes a part. */
    public static Route patch(String template, Access access, Handler handler) {
        return new Route(Method.PATCH, template, access, BODY_LIMIT, TIME_LIMIT, handler);
    }

    /** A route that removes. */
    public static Route delete(String template, Access access, Handler handler) {
        return new Route(Method.DELETE, template, access, BODY_LIMIT, TIME_LIMIT, handler);
    }

    /** The same route for bodies of up to so many bytes. */
    public Route upTo(long bytes) {
        return new Route(method, template, access, bytes, timeLimit, handler);
    }

    /** The same route for work that takes longer than others. */
    public Route within(Duration limit) {
        return new Route(method, template, access, bodyLimit, limit, handler);
    }
}
