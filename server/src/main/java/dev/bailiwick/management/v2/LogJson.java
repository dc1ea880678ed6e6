package dev.bailiwick.management.v2;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.LogEntry;
import dev.bailiwick.audit.LogType;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.Times;
import dev.bailiwick.tenant.Tenant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An entry of the log as Management API v2 writes it. */
final class LogJson {

    private static final String CLIENTS = Origin.CLIENT;
    private static final String COMMAND = Origin.COMMAND;

    private LogJson() {}

    static JsonObject of(Tenant tenant, LogEntry found) {
        var entry = found.entry();
        var actor = entry.origin().actor();
        var sender = entry.origin().sender();
        boolean isClient = actor.endsWith(CLIENTS);
        boolean isCommand = actor.startsWith(COMMAND);
        var members = new LinkedHashMap<String, Object>();
        members.put("date", time(Instant.ofEpochMilli(entry.at())));
        members.put("type", entry.type().code());
        members.put("description", entry.description());
        members.put("client_id", isClient ? actor.substring(0, actor.length() - CLIENTS.length()) : "");
        members.put("client_name", found.clientName());
        members.put("ip", sender.address());
        members.put("user_agent", sender.userAgent());
        members.put("user_id", isClient || isCommand ? "" : actor);
        members.put("user_name", isCommand ? actor : "");
        if (entry.type() == LogType.CHANGE) {
            members.put("details", details(entry));
        } else if (entry.type() == LogType.CHANGE_REFUSED) {
            members.put("details", Map.of("request", request(entry), "response", value(entry.after())));
        } else {
            var asked = JsonObject.ofWritten(entry.after());
            members.put("hostname", tenant.domain());
            members.put("audience", asked.text("/audience").orElse(""));
            members.put("scope", asked.text("/scope").orElse(""));
        }
        members.put("log_id", entry.id());
        members.put("_id", entry.id());
        members.put("isMobile", sender.userAgent().contains("Mobi"));
        return JsonObject.of(members);
    }

    /** A time with milliseconds, be they zero. */
    static String time(Instant time) {
        return Times.text(time);
    }

    /** The status of the answer is not known to the entry, which is older than it. */
    private static Map<String, Object> details(AuditEntry entry) {
        var details = new LinkedHashMap<String, Object>();
        details.put("request", request(entry));
        details.put("response", Map.of("body", value(entry.after())));
        details.put("before", value(entry.before()));
        details.put("object", Map.of("kind", entry.kind(), "id", entry.objectId()));
        return details;
    }

    private static Map<String, Object> request(AuditEntry entry) {
        var sender = entry.origin().sender();
        var request = new LinkedHashMap<String, Object>();
        request.put("method", sender.method().toLowerCase(Locale.ROOT));
        request.put("path", sender.path());
        request.put("ip", sender.address());
        request.put("userAgent", sender.userAgent());
        request.put("channel", sender.method().isEmpty() ? "command" : "api");
        request.put("request_id", entry.origin().requestId());
        return request;
    }

    private static Object value(String json) {
        return json.isEmpty() ? Map.of() : Json.readWritten(json);
    }
}
