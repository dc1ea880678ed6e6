package dev.bailiwick.app;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Route;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent to whichever route: refused in the right words, never a failure of ours, and nothing changes. */
@EachEngine
class MalformedTest {

    private static final String JSON = "Content-Type: application/json\r\n";

    private static final int TYPES_OF_A_ROUTE = 3;

    private final HostileCalls calls;

    MalformedTest(TestDatabase database, @TempDir Path directory) {
        calls = new HostileCalls(database, directory);
    }

    @AfterEach
    void nothingIsWrongAndNothingHasChanged() {
        calls.close();
    }

    @Test
    void refusesEveryMalformedBody() throws IOException {
        calls.eachSoon((api, route) -> {
            for (var body : Malformed.bodies().entrySet()) {
                send(api, route, JSON, body.getValue(), body.getKey());
                if (!RouteSamples.bodies(api, route).isEmpty()
                        && !ManagementV1Samples.isTaken(api, route, body.getKey())) {
                    var path = ManagementV1Samples.path(api, route);
                    calls.refuse(api, route, path, JSON, body.getValue(), body.getKey());
                }
            }
        });
    }

    /** The types take turns: what one of them does to a body is the same on all routes of an API. */
    @Test
    void refusesEveryMalformedBodyUnderEveryContentType() throws IOException {
        var types = Malformed.contentTypes();
        calls.eachSoon((api, route) -> {
            int turn = RouteSamples.name(api, route).hashCode();
            for (int i = 0; i < TYPES_OF_A_ROUTE; i++) {
                var type = types.get(Math.floorMod(turn + i, types.size()));
                for (var body : Malformed.bodies().entrySet()) {
                    if (!RouteSamples.bodies(api, route).isEmpty()) {
                        var header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
                        send(api, route, header, body.getValue(), type + " " + body.getKey());
                    }
                }
            }
        });
    }

    @Test
    void refusesEveryMalformedValueWhereverATextBelongs() throws IOException {
        calls.eachSoon((api, route) -> {
            for (var sample : RouteSamples.bodies(api, route)) {
                boolean isOfAnything = sample.contains("@@");
                for (var value : isOfAnything ? Malformed.noJson() : Malformed.values()) {
                    if (!ManagementV1Samples.isTaken(api, route, sample, value)) {
                        var body = sample.replace(isOfAnything ? "@@" : "@", value);
                        calls.refuse(api, route, ManagementV1Samples.path(api, route), JSON, body, body);
                    }
                }
            }
        });
    }

    @Test
    void refusesEveryMalformedPathAndQuery() throws IOException {
        calls.eachSoon((api, route) -> {
            for (var id : Malformed.ids()) {
                for (var path : RouteSamples.paths(api, route, id)) {
                    calls.ask(api, route, path, JSON, "x", id);
                }
                calls.ask(api, route, api.prefixes().getLast() + "/" + id, "", "x", id);
            }
            for (var query : Malformed.queries()) {
                calls.ask(api, route, RouteSamples.path(api, route) + "?" + query, JSON, "x", query);
            }
        });
    }

    private void send(Api api, Route route, String headers, String body, String what) throws IOException {
        if (RouteSamples.bodies(api, route).isEmpty()) {
            calls.ask(api, route, RouteSamples.path(api, route), headers, body, what);
        } else {
            calls.refuse(api, route, RouteSamples.path(api, route), headers, body, what);
        }
    }
}
