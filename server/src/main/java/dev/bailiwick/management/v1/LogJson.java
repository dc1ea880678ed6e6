package dev.bailiwick.management.v1;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.LogEntry;
import dev.bailiwick.audit.LogType;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An entry of the log as the API of 2013 writes one. */
final class LogJson {

    private static final String COMMAND = Origin.COMMAND;

    private LogJson() {}

    static JsonObject of(LogEntry found) {
        var entry = found.entry();
        var actor = entry.origin().actor();
        var sender = entry.origin().sender();
        boolean isClient = actor.endsWith(Routes.CLIENT);
        boolean isCommand = actor.startsWith(COMMAND);
        var members = new LinkedHashMap<String, Object>();
        members.put("_id", entry.id());
        members.put("date", Times.text(Instant.ofEpochMilli(entry.at())));
        members.put("connection", "");
        members.put("client_id", isClient ? actor.substring(0, actor.length() - Routes.CLIENT.length()) : "");
        members.put("client_name", found.clientName());
        members.put("ip", sender.address());
        members.put("user_id", isClient || isCommand ? "" : actor);
        members.put("user_name", isCommand ? actor : "");
        members.put("description", entry.description());
        members.put("user_agent", sender.userAgent());
        members.put("type", entry.type().code());
        members.put("details", details(entry));
        return JsonObject.of(members);
    }

    /** What a change took and put, or what a token was asked for. */
    private static Object details(AuditEntry entry) {
        if (entry.type() != LogType.CHANGE) {
            return value(entry.after());
        }
        var details = new LinkedHashMap<String, Object>();
        details.put("kind", entry.kind());
        details.put("id", entry.objectId());
        details.put("before", value(entry.before()));
        details.put("after", value(entry.after()));
        return details;
    }

    private static Object value(String json) {
        return json.isEmpty() ? Map.of() : Json.readWritten(json);
    }
}
