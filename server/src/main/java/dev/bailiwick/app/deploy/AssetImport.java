package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.Target;
import dev.bailiwick.app.deploy.Management.Reply;
import dev.bailiwick.app.deploy.Outcome.Kind;
import dev.bailiwick.network.Web;
import dev.bailiwick.web.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts assets into a tenant by Management API v2: what is there already, by its name or identifier, is changed, and all else made.
 * What is refused is left out, with the API's words. What no asset tells of stays, but for permissions of roles: a role whose file
 * has a list of them has just those then.
 */
public final class AssetImport {

    private static final String OPTIONS = "options";

    private final Management management;
    private final Lists lists;
    private final ClientAssets clients;
    private final Map<String, Map<List<String>, ObjectNode>> present = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private AssetImport(Management management) {
        this.management = management;
        this.lists = new Lists(management);
        this.clients = new ClientAssets(management, outcomes);
    }

    /** Puts all of them in, and tells what became of each, in the order in which that was done. */
    public static List<Outcome> of(Management management, List<Asset> assets) {
        var all = new AssetImport(management);
        for (var type : AssetTypes.ALL) {
            var some = assets.stream()
                    .filter(asset -> asset.type().equals(type.name()) && type.covers(asset.object()))
                    .toList();
            if (type.name().equals(AssetTypes.RULES) && type.target() instanceof Target.Listed listed) {
                var orders = new RuleOrders(management);
                orders.makeRoom(all.present(listed).values(), some);
                some.forEach(asset -> all.put(type, asset));
                orders.putBack(all.outcomes);
            } else {
                some.forEach(asset -> all.put(type, asset));
            }
        }
        assets.stream()
                .filter(asset -> AssetTypes.ALL.stream()
                        .noneMatch(type -> asset.type().equals(type.name()) && type.covers(asset.object())))
                .forEach(asset -> all.leftOut(asset, "There is no place for it"));
        return List.copyOf(all.outcomes);
    }

    private void put(AssetType type, Asset asset) {
        var object = asset.object().deepCopy();
        object.remove(type.constants().keySet());
        references().resolve(type, object).forEach(missing -> leftOut(asset, missing));
        if (type.name().equals(AssetTypes.CLIENTS) && !clients.prepare(asset, object)) {
            return;
        }
        if (type.name().equals(AssetTypes.RESOURCE_SERVERS)) {
            KeysOfApis.withoutUntold(object).ifPresent(reason -> leftOut(asset, reason));
        }
        object.remove(type.ignored());
        SessionDurations.inMinutes(type, object);
        PhoneTemplates.dropUnset(type, object);
        leaveHomeless(type, asset, object);
        switch (type.target()) {
            case Target.Listed listed -> {
                var permissions = type.name().equals(AssetTypes.ROLES)
                        ? object.remove(RolePermissions.MEMBER)
                        : MissingNode.getInstance();
                var id = put(type, listed, asset, object);
                if (!id.isEmpty() && permissions instanceof ArrayNode wanted) {
                    new RolePermissions(lists, outcomes).put(asset, id, wanted);
                }
            }
            case Target.Single single -> put(type, single, asset, object);
            case Target.Parts parts -> new Parts(lists, outcomes).put(asset, parts);
            case Target.Texts _ -> new CustomTexts(lists, outcomes).put(asset);
        }
    }

    private void leaveHomeless(AssetType type, Asset asset, ObjectNode object) {
        for (var member : type.homeless()) {
            var value = object.remove(member);
            if (value != null && !value.isNull() && Unwritten.holdsAnything(value)) {
                leftOut(asset, member + ": Bailiwick has no place for it yet");
            }
        }
    }

    /** The id of what was put in; empty where it was refused and is not there. */
    private String put(AssetType type, Target.Listed listed, Asset asset, ObjectNode object) {
        var there = present(listed);
        var identity = AssetType.identity(listed.identity(), object);
        var known = isTelling(identity) ? there.get(identity) : null;
        if (listed.isMade() && (known == null || isUnmade(known, listed))) {
            make(type, listed, asset, object, there);
        } else {
            var id = (known == null ? object : known).path(listed.id()).asString("");
            var path = listed.path() + "/" + Web.encoded(id);
            change(type, listed.change(), path, asset, known == null ? MissingNode.getInstance() : known, object);
        }
        var now = there.get(identity);
        return now == null ? "" : now.path(listed.id()).asString("");
    }

    private void make(
            AssetType type, Target.Listed listed, Asset asset, ObjectNode object, Map<List<String>, ObjectNode> there) {
        var body = withoutNulls(object);
        var secret = clients.pinned(type, body);
        var reply = management.ask(Method.POST, listed.path(), type.form().sent(body));
        if (!reply.isDone()) {
            leftOut(asset, reply.reason());
            return;
        }
        outcomes.add(new Outcome(asset.file(), Kind.CREATED, ""));
        if (reply.body() instanceof ObjectNode made) {
            there.put(AssetType.identity(listed.identity(), made), made);
            var identity = AssetType.identity(listed.identity(), object);
            if (isTelling(identity)) {
                there.putIfAbsent(identity, made);
            }
            clients.made(type, made, secret, asset);
        }
    }

    private void put(AssetType type, Target.Single single, Asset asset, ObjectNode object) {
        var reply = lists.get(path(single.path(), object));
        if (reply.isMissing() && !single.made().isEmpty()) {
            note(
                    asset,
                    management.ask(Method.POST, single.made(), type.form().sent(withoutNulls(object))),
                    Kind.CREATED);
            return;
        }
        var before = reply.isDone() ? reply.body() : MissingNode.getInstance();
        var path = path(path(single.change(), object), before);
        change(type, single.method(), path, asset, before, object);
    }

    private void change(AssetType type, Method method, String path, Asset asset, JsonNode before, ObjectNode object) {
        object.remove(type.fixed());
        if (type.name().equals(AssetTypes.DATABASES)
                && object.get(OPTIONS) instanceof ObjectNode options
                && before.get(OPTIONS) instanceof ObjectNode kept) {
            object.set(OPTIONS, kept.deepCopy().setAll(options));
        }
        PhoneTemplates.leaveSyntax(type, object);
        KeysOfClients.keep(type, object, before);
        if (object.isEmpty()) {
            outcomes.add(new Outcome(asset.file(), Kind.UNCHANGED, ""));
            return;
        }
        var reply = management.ask(method, path, type.form().sent(object));
        note(asset, reply, kind(type, reply, before, object));
    }

    /** The answer to a change need not be what a question is answered with. */
    private Kind kind(AssetType type, Reply reply, JsonNode before, ObjectNode object) {
        if (before.isMissingNode()) {
            return Kind.CREATED;
        }
        boolean isSame = reply.body().equals(before)
                || switch (type.target()) {
                    case Target.Listed _ ->
                        object.properties().stream()
                                .allMatch(member -> member.getValue().equals(before.get(member.getKey())));
                    case Target.Single single ->
                        lists.get(path(single.path(), object)).body().equals(before);
                    case Target.Parts _, Target.Texts _ -> false;
                };
        return isSame ? Kind.UNCHANGED : Kind.CHANGED;
    }

    private void note(Asset asset, Reply reply, Kind kind) {
        if (reply.isDone()) {
            outcomes.add(new Outcome(asset.file(), kind, ""));
        } else {
            leftOut(asset, reply.reason());
        }
    }

    private void leftOut(Asset asset, String reason) {
        outcomes.add(Outcome.leftOut(asset.file(), reason));
    }

    /** What is there of a type, by what it is known by. */
    private Map<List<String>, ObjectNode> present(Target.Listed listed) {
        return present.computeIfAbsent(listed.path(), _ -> {
            var there = new HashMap<List<String>, ObjectNode>();
            lists.all(listed)
                    .items()
                    .forEach(each -> there.putIfAbsent(AssetType.identity(listed.identity(), each), each));
            return there;
        });
    }

    private References references() {
        var servers = AssetTypes.ALL.getFirst();
        var identifiers = new HashSet<String>();
        var own = JsonNodeFactory.instance.objectNode();
        for (var server : present((Target.Listed) servers.target()).values()) {
            identifiers.add(server.path("identifier").asString(""));
            if (AssetTypes.isSystem(server)) {
                own = server;
            }
        }
        return new References(clients.names(), own, Set.copyOf(identifiers));
    }

    /** The path with the texts of members in the place of their names. */
    private String path(String template, JsonNode object) {
        var path = template.replace(
                AssetTypes.GLOBAL_CLIENT, Web.encoded(clients.names().global()));
        for (var member : object.properties()) {
            path = path.replace(
                    "{" + member.getKey() + "}", Web.encoded(member.getValue().asString("")));
        }
        return path;
    }

    /** Whether it is only told what something would be if it were made. */
    private static boolean isUnmade(ObjectNode known, Target.Listed listed) {
        return known.path(listed.id()).asString("").isEmpty();
    }

    /** Whether something can be known by it: new clients mostly have no ids in their files. */
    private static boolean isTelling(List<String> identity) {
        return identity.stream().anyMatch(text -> !text.isEmpty());
    }

    private static ObjectNode withoutNulls(ObjectNode object) {
        var kept = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> {
            if (!value.isNull()) {
                kept.set(name, value);
            }
        });
        return kept;
    }
}
