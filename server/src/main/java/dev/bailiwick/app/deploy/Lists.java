package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.Target;
import dev.bailiwick.app.deploy.Management.Reply;
import dev.bailiwick.network.Web;
import dev.bailiwick.web.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the API's lists to their ends. */
record Lists(Management management) {

    private static final int PAGE = 100;

    /** How many there can be in a list with pages alone, behind which the API tells of none. */
    private static final int REACH = 1_000;

    /**
     * What a list holds.
     *
     * @param refusal the answer in the place of a page, which leaves nothing known of the list
     * @param isWhole whether there can be no more than that
     */
    record Found(List<ObjectNode> items, Optional<Reply> refusal, boolean isWhole) {

        /** Whether there is such a list at all. */
        boolean isBuilt() {
            return refusal.filter(Reply::isUnknown).isEmpty();
        }

        /** Why not all of it is known. */
        Optional<String> gap() {
            return isWhole
                    ? Optional.empty()
                    : Optional.of(
                            refusal.map(Reply::reason).orElse("there are more than the API lists, which is 1,000"));
        }

        private static Found refused(Reply reply) {
            return new Found(List.of(), Optional.of(reply), false);
        }

        private static Found whole(List<ObjectNode> items) {
            return new Found(items, Optional.empty(), true);
        }
    }

    Found all(Target.Listed target) {
        return switch (target.paging()) {
            case WHOLE -> pages(target.path(), 1);
            case WITHIN -> within(target.path());
            case PAGES -> pages(target.path(), REACH / PAGE);
            case CHECKPOINTS -> checkpoints(target.path());
        };
    }

    /** The same of a list that belongs to something else. */
    Found pages(String path) {
        return pages(path, REACH / PAGE);
    }

    private Found pages(String path, int most) {
        var items = new ArrayList<ObjectNode>();
        for (int page = 0; page < most; page++) {
            var reply = get(most == 1 ? path : path + "?per_page=" + PAGE + "&page=" + page);
            if (!reply.isDone()) {
                return Found.refused(reply);
            }
            var some = objects(reply.body());
            items.addAll(some);
            if (most == 1 || some.size() < PAGE) {
                return Found.whole(items);
            }
        }
        return new Found(items, Optional.empty(), false);
    }

    private Found within(String path) {
        var reply = get(path);
        return reply.isDone()
                ? Found.whole(reply.body()
                        .valueStream()
                        .flatMap(member -> objects(member).stream())
                        .toList())
                : Found.refused(reply);
    }

    private Found checkpoints(String path) {
        var items = new ArrayList<ObjectNode>();
        for (var from = ""; ; ) {
            var reply = get(path + "?take=" + PAGE + (from.isEmpty() ? "" : "&from=" + Web.encoded(from)));
            if (!reply.isDone()) {
                return Found.refused(reply);
            }
            reply.body().forEach(member -> items.addAll(objects(member)));
            from = reply.body().path("next").asString("");
            if (from.isEmpty()) {
                return Found.whole(items);
            }
        }
    }

    Reply get(String path) {
        return management.ask(Method.GET, path, MissingNode.getInstance());
    }

    private static List<ObjectNode> objects(JsonNode list) {
        return list instanceof ArrayNode array
                ? array.valueStream()
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .toList()
                : List.of();
    }
}
