package dev.bailiwick.management.v1;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;

/** Rows of this API's route table. Templates are in lower case, since paths are taken in any. */
final class Routes {

    /** What every token of this API opens. */
    static final String ANYTHING = "management:v1";

    /** What only the token of the tenant's global client opens. */
    static final String CLIENTS = "management:v1:clients";

    /** Behind the id of a client in the subject of its token. */
    static final String CLIENT = Origin.CLIENT;

    private static final Access ANY_TOKEN = Access.anyOf(ANYTHING);

    private Routes() {}

    /** The client that calls. */
    static ClientId client(Call call) {
        return new ClientId(call.caller().subject().replaceFirst(CLIENT + "$", ""));
    }

    static Route get(String template, Route.Handler handler) {
        return Route.get(template, ANY_TOKEN, handler);
    }

    static Route post(String template, Route.Handler handler) {
        return Route.post(template, ANY_TOKEN, handler);
    }

    static Route put(String template, Route.Handler handler) {
        return Route.put(template, ANY_TOKEN, handler);
    }

    static Route patch(String template, Route.Handler handler) {
        return Route.patch(template, ANY_TOKEN, handler);
    }

    static Route delete(String template, Route.Handler handler) {
        return Route.delete(template, ANY_TOKEN, handler);
    }

    /** The same route for the tenant's global client alone. */
    static Route ofGlobalClient(Route route) {
        return new Route(
                route.method(),
                route.template(),
                Access.anyOf(CLIENTS),
                route.bodyLimit(),
                route.timeLimit(),
                route.handler());
    }

    /** What is said where something was done and there is nothing to show. */
    static Answer done() {
        return done("OK");
    }

    /** The same with more to say. */
    static Answer done(String text) {
        return Answer.text("text/plain; charset=utf-8", text);
    }
}
