package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.Target;
import dev.bailiwick.app.deploy.Outcome.Kind;
import dev.bailiwick.web.Method;
import java.util.EnumSet;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One object of the tool's, each member of which has a place of its own in the API. */
record Parts(Lists lists, List<Outcome> outcomes) {

    /** What there is of it. */
    ObjectNode all(Target.Parts target) {
        var whole = JsonNodeFactory.instance.objectNode();
        target.paths().forEach((member, path) -> {
            var reply = lists.get(path);
            if (reply.isDone()) {
                whole.set(member, reply.body());
            }
        });
        return whole;
    }

    void put(Asset asset, Target.Parts target) {
        var kinds = EnumSet.noneOf(Kind.class);
        target.paths().forEach((member, path) -> {
            if (asset.object().get(member) instanceof ObjectNode part) {
                var before = lists.get(path).body();
                var reply = lists.management().ask(Method.PATCH, path, part);
                if (!reply.isDone()) {
                    outcomes.add(Outcome.leftOut(asset.file(), member + ": " + reply.reason()));
                } else {
                    kinds.add(lists.get(path).body().equals(before) ? Kind.UNCHANGED : Kind.CHANGED);
                }
            }
        });
        if (!kinds.isEmpty()) {
            outcomes.add(new Outcome(asset.file(), kinds.contains(Kind.CHANGED) ? Kind.CHANGED : Kind.UNCHANGED, ""));
        }
    }
}
