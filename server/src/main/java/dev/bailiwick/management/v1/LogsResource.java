package dev.bailiwick.management.v1;

import dev.bailiwick.audit.LogEntry;
import dev.bailiwick.audit.LogField;
import dev.bailiwick.audit.LogQuery;
import dev.bailiwick.audit.Logs;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /logs}. */
final class LogsResource {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** Pages by number end here; behind it leads {@code from}. */
    private static final int REACH = 1_000;

    private final Logs logs;

    LogsResource(Logs logs) {
        this.logs = logs;
    }

    List<Route> routes() {
        return List.of(
                Routes.get("/logs", this::list),
                Routes.get("/logs/{id}", this::one),
                Routes.get("/users/{id}/logs", this::ofUser));
    }

    private Answer one(Call call) {
        return Answer.ok(LogJson.of(logs.get(call.tenant().id(), call.path("id"))));
    }

    private Answer list(Call call) {
        var from = call.query().first("from").filter(text -> !text.isEmpty());
        return from.isPresent()
                ? following(call, from.get())
                : page(
                        call,
                        call.query().first("search").map(LogsResource::query).orElse(LogQuery.everything()));
    }

    /** What was written after an entry, the oldest first. */
    private Answer following(Call call, String from) {
        if (!from.matches("[0-9]{1,64}")) {
            throw refused("from", "must be the _id of an entry");
        }
        int take = (int) Math.min(MOST, Pages.number(call, "take", 1, USUAL));
        return Answer.ok(logs.after(call.tenant().id(), from, take).stream()
                .map(entry -> shown(call, entry))
                .toList());
    }

    private Answer ofUser(Call call) {
        return page(call, new LogQuery.Is(LogField.USER_ID, call.path("id")));
    }

    private Answer page(Call call, LogQuery query) {
        int size = (int) Math.min(MOST, Pages.number(call, "per_page", 1, USUAL));
        long start = Math.min(REACH, Pages.number(call, "page", 0, 0)) * size;
        if (start + size > REACH) {
            throw new Problem.TooFar(REACH).asException();
        }
        var found = logs.list(call.tenant().id(), query, isNewestFirst(call), new Slice(0, start, size));
        var body = new LinkedHashMap<String, Object>();
        body.put("start", start);
        body.put("length", found.items().size());
        body.put("total", found.total());
        body.put("limit", size);
        body.put("logs", found.items().stream().map(entry -> shown(call, entry)).toList());
        return Answer.ok(body);
    }

    private static boolean isNewestFirst(Call call) {
        return switch (call.query().first("sort").orElse("date:-1")) {
            case "date:-1", "" -> true;
            case "date:1" -> false;
            case String _ -> throw refused("sort", "must be date:1 or date:-1");
        };
    }

    /** {@code application:}, {@code user:}, {@code connection:}, or the beginning of what an entry tells. */
    private static LogQuery query(String search) {
        var text = search.strip();
        int colon = text.indexOf(':');
        var value = text.substring(colon + 1).strip();
        return switch (text.substring(0, Math.max(0, colon))) {
            case "application" -> any(value, LogField.CLIENT_ID, LogField.CLIENT_NAME);
            case "user" -> any(value, LogField.USER_ID, LogField.USER_NAME);
            case "connection" -> any(value, LogField.CONNECTION, LogField.CONNECTION_ID);
            case String _ when text.isEmpty() -> LogQuery.everything();
            case String _ -> new LogQuery.Begins(LogField.DESCRIPTION, text);
        };
    }

    private static LogQuery any(String value, LogField... fields) {
        return new LogQuery.Any(Stream.of(fields)
                .<LogQuery>map(field -> new LogQuery.Is(field, value))
                .toList());
    }

    private static JsonObject shown(Call call, LogEntry entry) {
        var whole = LogJson.of(entry);
        return names(call, "fields")
                .map(whole::only)
                .or(() -> names(call, "exclude_fields").map(whole::without))
                .orElse(whole);
    }

    private static Optional<List<String>> names(Call call, String parameter) {
        return call.query()
                .first(parameter)
                .filter(text -> !text.isBlank())
                .map(text -> Stream.of(text.split(",")).map(String::strip).toList());
    }

    private static RuntimeException refused(String parameter, String rule) {
        return new Problem.Invalid(Part.QUERY, "/" + parameter, rule).asException();
    }
}
