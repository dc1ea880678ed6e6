package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.patch;

import dev.bailiwick.json.Json;
import dev.bailiwick.rbac.LongWorld;
import dev.bailiwick.rbac.Switches;
import dev.bailiwick.rbac.Worlds;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code /configuration} of the Authorization Extension: its switches, and how it is. */
final class SwitchesResource {

    private final Switches switches;
    private final Function<TenantId, StatusJson> statuses;

    SwitchesResource(Switches switches, Worlds worlds) {
        this.switches = switches;
        this.statuses = worlds.digest(SwitchesResource::status);
    }

    List<Route> routes() {
        return List.of(
                get("/configuration", anyOf("read:configuration"), this::one),
                patch("/configuration", anyOf("update:configuration"), this::change),
                get("/configuration/status", anyOf("read:configuration"), this::status)
                        .within(ExtensionApi.LIST_TIME));
    }

    private Answer one(Call call) {
        return switches.find(call.tenant().id())
                .map(set -> Answer.ok(ExportJson.configuration(set)))
                .orElseGet(Answer::noContent);
    }

    private Answer change(Call call) {
        var body = Joi.object(Payload.read(call.body()));
        var wanted = new TreeMap<String, Boolean>();
        for (var name : ExportJson.SWITCHES) {
            if (body.has(name)) {
                wanted.put(name, Joi.isSwitchedOn(body, "", name));
            }
        }
        Joi.onlyMembers(body, Set.copyOf(ExportJson.SWITCHES));
        return Answer.ok(ExportJson.configuration(switches.change(call.tenant().id(), wanted, call.origin())));
    }

    /** The Rule by which the original put its switches into effect; here they need none, and are in effect once they are set. */
    record RuleJson(boolean exists, boolean enabled) {}

    /**
     * The original's one document.
     *
     * @param size in bytes
     */
    record DatabaseJson(long size, String type) {}

    record StatusJson(RuleJson rule, DatabaseJson database) {}

    private Answer status(Call call) {
        return Answer.ok(statuses.apply(call.tenant().id()));
    }

    private static StatusJson status(LongWorld world) {
        boolean isConfigured = world.collections().contains(ExportJson.CONFIGURATION);
        var count = new CountingStream();
        Json.write(count, ExportJson.of(world));
        return new StatusJson(new RuleJson(isConfigured, isConfigured), new DatabaseJson(count.written(), "default"));
    }
}
