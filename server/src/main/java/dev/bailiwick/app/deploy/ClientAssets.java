package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.Target;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.network.Web;
import dev.bailiwick.web.Method;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is not with clients as with all else: their ids, their secrets, and that several may have one name. */
final class ClientAssets {

    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";
    private static final String CROSS_ORIGIN = "cross_origin_authentication";
    private static final String CROSS_ORIGIN_OF_OLD = "cross_origin_auth";
    private static final String LOGOUT = "oidc_logout";

    /** The API shows by it what {@link #LOGOUT} holds, too. */
    static final String LOGOUT_OF_OLD = "oidc_backchannel_logout";

    private static final String LOGOUT_URLS = "backchannel_logout_urls";

    private final Management management;
    private final List<Outcome> outcomes;
    private final ClientNames names = new ClientNames();

    ClientAssets(Management management, List<Outcome> outcomes) {
        this.management = management;
        this.outcomes = outcomes;
        var clients = AssetTypes.ALL.stream()
                .filter(type -> type.name().equals(AssetTypes.CLIENTS))
                .findFirst()
                .orElseThrow();
        new Lists(management).all((Target.Listed) clients.target()).items().forEach(names::add);
    }

    ClientNames names() {
        return names;
    }

    /** Gives a client that has none in its file the id by which it is known here. Tells whether there is one that can be meant. */
    boolean prepare(Asset asset, ObjectNode client) {
        takeOldName(client);
        if (!isLogoutOne(client)) {
            leftOut(asset, LOGOUT_OF_OLD + ": " + LOGOUT + " says otherwise");
        }
        if (client.path("global").asBoolean(false)) {
            return leftOut(asset, "Every tenant has a global client of its own");
        }
        var known = client.has(ID)
                ? names.id(client.path(ID).asString("")).stream().toList()
                : names.named(client.path("name").asString(""));
        if (known.size() > 1) {
            return leftOut(asset, "Several clients have this name: it needs its " + ID);
        }
        if (known.isEmpty()
                && client.has(ID)
                && !ClientId.isFormed(client.path(ID).asString(""))) {
            return leftOut(asset, ID + " " + ClientId.RULE);
        }
        KeysOfClients.withoutUntakable(client, known.isEmpty()).forEach(reason -> leftOut(asset, reason));
        known.forEach(id -> client.put(ID, id));
        return true;
    }

    private static void takeOldName(ObjectNode client) {
        var value = client.remove(CROSS_ORIGIN_OF_OLD);
        if (value != null && !client.has(CROSS_ORIGIN)) {
            client.set(CROSS_ORIGIN, value);
        }
    }

    /** Leaves one of two names, and tells whether they said the same. */
    private static boolean isLogoutOne(ObjectNode client) {
        if (!client.has(LOGOUT)) {
            return true;
        }
        var old = client.remove(LOGOUT_OF_OLD);
        return old == null || old.path(LOGOUT_URLS).equals(client.path(LOGOUT).path(LOGOUT_URLS));
    }

    /** Takes out of a client that is to be made what its making does not take, and tells its secret; empty for one by chance. */
    String pinned(AssetType type, ObjectNode client) {
        if (!type.name().equals(AssetTypes.CLIENTS)) {
            return "";
        }
        var id = client.path(ID).asString("");
        var secret = client.path(SECRET).asString("");
        client.remove(List.of(ID, SECRET));
        management.nextClientId(id);
        return secret;
    }

    void made(AssetType type, ObjectNode made, String secret, Asset asset) {
        if (!type.name().equals(AssetTypes.CLIENTS)) {
            return;
        }
        names.add(made);
        if (!secret.isEmpty()) {
            var reply = management.ask(
                    Method.PATCH,
                    "/clients/" + Web.encoded(made.path(ID).asString("")),
                    JsonNodeFactory.instance.objectNode().put(SECRET, secret));
            if (!reply.isDone()) {
                leftOut(asset, SECRET + ": " + reply.reason());
            }
        }
    }

    private boolean leftOut(Asset asset, String reason) {
        outcomes.add(Outcome.leftOut(asset.file(), reason));
        return false;
    }
}
