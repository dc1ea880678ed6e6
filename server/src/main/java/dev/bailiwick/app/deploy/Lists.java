package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.Target;
import dev.bailiwick.app.deploy.Management.Reply;
import dev.bailiwick.web.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
     * @param refusal why it holds nothing that is known; empty where it was read
     * @param isWhole whether there can be no more than that
     */
    record Found(List<ObjectNode> items, String refusal, boolean isWhole) {}

    Found all(Target.Listed target) {
        return switch (target.paging()) {
            case WHOLE -> pages(target.path(), 1);
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
                return new Found(List.of(), reply.reason(), false);
            }
            var some = objects(reply.body());
            items.addAll(some);
            if (most == 1 || some.size() < PAGE) {
                return new Found(items, "", true);
            }
        }
        return new Found(items, "", false);
    }

    private Found checkpoints(String path) {
        var items = new ArrayList<ObjectNode>();
        for (var from = ""; ; ) {
            var reply = get(path + "?take=" + PAGE + (from.isEmpty() ? "" : "&from=" + encoded(from)));
            if (!reply.isDone()) {
                return new Found(List.of(), reply.reason(), false);
            }
            reply.body().forEach(member -> items.addAll(objects(member)));
            from = reply.body().path("next").asString("");
            if (from.isEmpty()) {
                return new Found(items, "", true);
            }
        }
    }

    Reply get(String path) {
        return management.ask(Method.GET, path, MissingNode.getInstance());
    }

    /** A text as a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
