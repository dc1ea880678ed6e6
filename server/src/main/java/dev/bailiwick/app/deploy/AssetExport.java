package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.Target;
import dev.bailiwick.network.Web;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the assets of a tenant out by Management API v2. */
public final class AssetExport {

    private static final String SIGNING_SECRET = "signing_secret";
    private static final String FOR_WHO_ASKS = "secrets are written for who asks for them";

    private final Lists lists;
    private final Wanted wanted;
    private final ClientNames clients = new ClientNames();
    private final List<Asset> assets = new ArrayList<>();
    private final List<Outcome> leftOut = new ArrayList<>();
    private final Set<String> files = new HashSet<>();
    private Map<String, String> apis = Map.of();

    private AssetExport(Management management, Wanted wanted) {
        this.lists = new Lists(management);
        this.wanted = wanted;
    }

    /**
     * What is wanted beside what always is.
     *
     * @param hasIds whether clients keep their ids, which the tool takes for a tenant that has them already
     * @param hasSecrets whether secrets of clients, connections and APIs are written, too
     * @param first the name that the tenant's first client was born with, under which it stays at home with its grants
     */
    public record Wanted(boolean hasIds, boolean hasSecrets, String first) {}

    /** What was read, and what could not be. */
    public record Read(List<Asset> assets, List<Outcome> leftOut) {

        public Read {
            assets = List.copyOf(assets);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** All that the tenant has. */
    public static Read of(Management management, Wanted wanted) {
        var export = new AssetExport(management, wanted);
        AssetTypes.ALL.forEach(export::prepare);
        AssetTypes.ALL.forEach(export::read);
        export.leftOut.addAll(Unwritten.in(export.lists));
        return new Read(export.assets, export.leftOut);
    }

    /** What others need to be called by. */
    private void prepare(AssetType type) {
        if (type.target() instanceof Target.Listed listed) {
            switch (type.name()) {
                case AssetTypes.CLIENTS -> lists.all(listed).items().forEach(clients::add);
                case AssetTypes.RESOURCE_SERVERS ->
                    apis = lists.all(listed).items().stream()
                            .collect(Collectors.toMap(
                                    each -> each.path("identifier").asString(""),
                                    each -> each.path("name").asString("")));
                default -> {}
            }
        }
    }

    private void read(AssetType type) {
        switch (type.target()) {
            case Target.Listed listed -> read(type, listed);
            case Target.Single single
            when single.keys().isEmpty() ->
                read(type, single.path().replace(AssetTypes.GLOBAL_CLIENT, Web.encoded(clients.global())), "");
            case Target.Single single ->
                single.keys().forEach(key -> read(type, single.path().replaceAll("\\{\\w+}", key), key));
            case Target.Parts parts -> {
                var whole = new Parts(lists, leftOut).all(parts);
                if (!whole.isEmpty()) {
                    add(type, whole, "");
                }
            }
            case Target.Texts _ -> {
                var texts = new CustomTexts(lists, leftOut).all(type.files());
                if (!texts.isEmpty()) {
                    add(type, texts, "");
                }
            }
        }
    }

    private void read(AssetType type, Target.Listed listed) {
        var found = lists.all(listed);
        if (found.isBuilt()) {
            found.gap().ifPresent(gap -> leftOut.add(Outcome.leftOut(type.files(), gap)));
        }
        for (var item : found.items()) {
            if (isWanted(type, item)) {
                var object = type.form().written(item);
                if (type.name().equals(AssetTypes.ROLES)) {
                    var file = type.file(FileName.of(called(type, item)));
                    var id = item.path("id").asString("");
                    object.set(RolePermissions.MEMBER, new RolePermissions(lists, leftOut).of(file, id));
                }
                add(type, object, called(type, item));
            }
        }
    }

    private void read(AssetType type, String path, String key) {
        var reply = lists.get(path);
        if (reply.isDone()) {
            var object = type.form().written(reply.body());
            if (!object.isEmpty()) {
                type.constants().forEach(object::put);
                add(type, object, key);
            }
        } else if (!reply.isMissing() && !reply.isUnknown()) {
            leftOut.add(Outcome.leftOut(type.file(key), reply.reason()));
        }
    }

    private boolean isWanted(AssetType type, ObjectNode item) {
        return switch (type.name()) {
            case AssetTypes.RESOURCE_SERVERS -> !AssetTypes.isSystem(item);
            case AssetTypes.CLIENTS -> !item.path("global").asBoolean(false) && !isOfFirstClient(item);
            case AssetTypes.CLIENT_GRANTS -> !isOfFirstClient(item);
            case AssetTypes.DATABASES -> isDatabase(item);
            case AssetTypes.CONNECTIONS -> !isDatabase(item);
            case AssetTypes.RULES_CONFIGS -> {
                var key = item.path("key").asString("");
                leftOut.add(Outcome.leftOut(type.file(FileName.of(key)), "The API does not show values"));
                yield false;
            }
            case AssetTypes.PHONE_TEMPLATES -> item.has("id");
            default -> true;
        };
    }

    /** Others may have taken its name, but not its place. */
    private boolean isOfFirstClient(ObjectNode item) {
        return clients.first()
                .filter(item.path("client_id").asString("")::equals)
                .filter(clients.named(wanted.first)::contains)
                .isPresent();
    }

    private static boolean isDatabase(JsonNode connection) {
        return connection.path("strategy").asString("").equals("auth0");
    }

    private String called(AssetType type, ObjectNode item) {
        if (type.name().equals(AssetTypes.CLIENT_GRANTS)) {
            var audience = item.path("audience").asString("");
            var grantee = item.has("client_id")
                    ? clients.called(item.path("client_id").asString(""))
                    : item.path("default_for").asString("");
            return grantee + "-" + apis.getOrDefault(audience, audience);
        }
        return Stream.of("name", "identifier", "type")
                .map(member -> item.path(member).asString(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("unnamed");
    }

    private void add(AssetType type, ObjectNode object, String called) {
        object.remove(type.ignored());
        object.remove(type.apart());
        new References(clients, JsonNodeFactory.instance.objectNode(), Set.of()).name(type, object);
        var file = file(type, called);
        Captcha.dropUnset(type, object);
        Captcha.mask(type, object);
        EmailCredentials.mask(type, object);
        if (type.name().equals(AssetTypes.CLIENTS)) {
            stripClient(object, file);
        }
        if (type.name().equals(AssetTypes.RESOURCE_SERVERS)) {
            stripApi(object, file);
        }
        if (type.name().equals(AssetTypes.CONNECTIONS) || type.name().equals(AssetTypes.DATABASES)) {
            stripConnection(object, file);
        }
        assets.add(new Asset(type.name(), file, object));
    }

    /** Two things of one name have two files. */
    private String file(AssetType type, String called) {
        var name = FileName.of(called);
        var file = type.file(name);
        for (int n = 2; !files.add(file.toLowerCase(Locale.ROOT)); n++) {
            file = type.file(name + "-" + n);
        }
        return file;
    }

    private void stripApi(ObjectNode api, String file) {
        KeysOfApis.withoutUntold(api).ifPresent(reason -> leftOut.add(Outcome.leftOut(file, reason)));
        if (!wanted.hasSecrets && api.remove(SIGNING_SECRET) != null) {
            leftOut.add(Outcome.leftOut(file, SIGNING_SECRET + ": " + FOR_WHO_ASKS));
        }
    }

    private void stripClient(ObjectNode client, String file) {
        boolean isAlone = clients.named(client.path("name").asString("")).size() == 1;
        client.remove(ClientAssets.LOGOUT_OF_OLD);
        KeysOfClients.withoutIds(client).forEach(reason -> leftOut.add(Outcome.leftOut(file, reason)));
        if (!wanted.hasSecrets) {
            client.remove("client_secret");
            Secrets.mask(client.path("addons"), client.path("name").asString(""));
        }
        if (!wanted.hasIds && !wanted.hasSecrets && isAlone) {
            client.remove("client_id");
        }
    }

    private void stripConnection(ObjectNode connection, String file) {
        if (connection.get("options") instanceof ObjectNode options && !wanted.hasSecrets) {
            var configuration = options.remove("configuration");
            if (configuration != null && Unwritten.holdsAnything(configuration)) {
                leftOut.add(Outcome.leftOut(file, "options.configuration: " + FOR_WHO_ASKS));
            }
            Secrets.mask(options, connection.path("name").asString(""));
        }
    }
}
