package dev.bailiwick.app.deploy;

import dev.bailiwick.network.Web;
import dev.bailiwick.web.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets rules change places, though no two of a stage may have one order at any time. */
final class RuleOrders {

    private static final String ORDER = "order";

    private final Management management;
    private final List<Moved> moved = new ArrayList<>();

    RuleOrders(Management management) {
        this.management = management;
    }

    private record Place(String stage, long order) {}

    /** A rule on its way from one order to another. */
    private record Moved(Asset asset, String id, long from, long to) {}

    /**
     * Moves out of the way, behind all others, the rules whose order another one's file wants and whose own file gives them
     * another. All others stay where they are.
     */
    void makeRoom(Collection<ObjectNode> present, List<Asset> files) {
        var places = new HashMap<String, Place>();
        present.forEach(rule -> places.put(name(rule), place(rule)));
        var told = files.stream()
                .filter(file -> file.object().path(ORDER).isIntegralNumber())
                .toList();
        var wanted = new HashSet<Place>();
        for (var file : told) {
            var there = places.getOrDefault(name(file.object()), place(file.object()));
            wanted.add(new Place(there.stage, order(file.object())));
        }
        long last = LongStream.concat(
                        present.stream().mapToLong(RuleOrders::order),
                        told.stream().mapToLong(file -> order(file.object())))
                .max()
                .orElse(0);
        for (var rule : present) {
            var own = told.stream()
                    .filter(file -> name(file.object()).equals(name(rule)) && order(file.object()) != order(rule))
                    .findFirst();
            if (own.isPresent() && wanted.contains(place(rule))) {
                var move = new Moved(own.get(), rule.path("id").asString(""), order(rule), ++last);
                if (move(move.id, move.to).isDone()) {
                    moved.add(move);
                }
            }
        }
    }

    /** Gives those that did not get what their files want the orders that they had, where these are still free. */
    void putBack(List<Outcome> outcomes) {
        for (var move : moved) {
            var now = management.ask(Method.GET, path(move.id), MissingNode.getInstance());
            if (now.body().path(ORDER).asLong(0) == move.to) {
                var reply = move(move.id, move.from);
                if (!reply.isDone()) {
                    outcomes.add(Outcome.leftOut(move.asset.file(), ORDER + ": " + reply.reason()));
                }
            }
        }
    }

    private Management.Reply move(String id, long order) {
        return management.ask(
                Method.PATCH, path(id), JsonNodeFactory.instance.objectNode().put(ORDER, order));
    }

    private static String path(String id) {
        return "/rules/" + Web.encoded(id);
    }

    private static Place place(ObjectNode rule) {
        return new Place(rule.path("stage").asString("login_success"), order(rule));
    }

    private static long order(ObjectNode rule) {
        return rule.path(ORDER).asLong(0);
    }

    private static String name(ObjectNode rule) {
        return rule.path("name").asString("");
    }
}
