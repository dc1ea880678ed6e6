package dev.bailiwick.app.deploy;

import dev.bailiwick.network.Web;
import dev.bailiwick.web.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives roles just the permissions that their files tell of. */
record RolePermissions(Lists lists, List<Outcome> outcomes) {

    /** Where they stand in files and in requests. */
    static final String MEMBER = "permissions";

    private static final List<String> MEMBERS = List.of("permission_name", "resource_server_identifier");

    /** Those of a role, as files tell of them. What cannot be read is left out of this file. */
    ArrayNode of(String file, String role) {
        var list = JsonNodeFactory.instance.arrayNode();
        var found = lists.pages(path(role));
        found.items().forEach(each -> list.add(plain(each)));
        found.gap().ifPresent(reason -> leftOut(file, reason));
        return list;
    }

    void put(Asset asset, String role, ArrayNode wanted) {
        var found = lists.pages(path(role));
        var gap = found.gap();
        if (gap.isPresent()) {
            leftOut(asset.file(), gap.get());
            return;
        }
        var before = set(found.items().stream());
        var after = set(wanted.valueStream());
        ask(asset, role, Method.DELETE, before, after);
        ask(asset, role, Method.POST, after, before);
    }

    private void leftOut(String file, String reason) {
        outcomes.add(Outcome.leftOut(file, MEMBER + ": " + reason));
    }

    private void ask(Asset asset, String role, Method method, Set<ObjectNode> those, Set<ObjectNode> but) {
        var rest = new ArrayList<>(those);
        rest.removeAll(but);
        if (!rest.isEmpty()) {
            var body = JsonNodeFactory.instance.objectNode();
            rest.forEach(body.putArray(MEMBER)::add);
            var reply = lists.management().ask(method, path(role), body);
            if (!reply.isDone()) {
                leftOut(asset.file(), reply.reason());
            } else {
                changed(asset);
            }
        }
    }

    /** A role whose permissions change is changed, whatever became of itself. */
    private void changed(Asset asset) {
        outcomes.replaceAll(each -> each.file().equals(asset.file()) && each.kind() == Outcome.Kind.UNCHANGED
                ? new Outcome(each.file(), Outcome.Kind.CHANGED, "")
                : each);
    }

    private static Set<ObjectNode> set(Stream<? extends JsonNode> permissions) {
        return permissions
                .filter(ObjectNode.class::isInstance)
                .map(each -> plain((ObjectNode) each))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ObjectNode plain(ObjectNode permission) {
        return permission.deepCopy().retain(MEMBERS);
    }

    private static String path(String role) {
        return "/roles/" + Web.encoded(role) + "/permissions";
    }
}
