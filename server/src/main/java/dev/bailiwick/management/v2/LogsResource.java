package dev.bailiwick.management.v2;

import dev.bailiwick.audit.LogEntry;
import dev.bailiwick.audit.LogField;
import dev.bailiwick.audit.LogQuery;
import dev.bailiwick.audit.Logs;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem.TooFar.Beyond;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** {@code /logs}. */
final class LogsResource {

    private static final int PER_PAGE = 50;

    private final Logs logs;

    LogsResource(Logs logs) {
        this.logs = logs;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_logs", this::list),
                Operations.route("get_logs_by_id", this::one),
                Operations.route("get_logs_by_user", this::ofUser));
    }

    private Answer list(Call call) {
        var from = Parameters.text(call, "from");
        if (from.isPresent()) {
            return following(call, from.get());
        }
        var fields = Fields.of(call);
        return page(call, entry -> fields.of(LogJson.of(call.tenant(), entry)));
    }

    /** What was written after an entry, the oldest first: for whoever keeps a copy of the log. All parameters but {@code take} are ignored. */
    private Answer following(Call call, String from) {
        if (!from.matches("[0-9]{1,64}")) {
            throw Parameters.broken("from", "Object didn't pass validation for format log-id: " + from);
        }
        int take = Parameters.integer(call, "take", 1, Paging.MOST).orElse(PER_PAGE);
        return Answer.ok(logs.after(call.tenant().id(), from, take).stream()
                .map(entry -> LogJson.of(call.tenant(), entry))
                .toList());
    }

    private Answer page(Call call, Function<LogEntry, JsonObject> wire) {
        if (Parameters.text(call, "search").filter(text -> !text.isBlank()).isPresent()) {
            throw Parameters.broken("search", "Not supported here, use q");
        }
        int perPage = Parameters.integer(call, "take", 1, Paging.MOST).orElse(PER_PAGE);
        var paging = Paging.byNumber(call, perPage, Beyond.ENTRIES);
        return page(call, LogQuery.parse(Parameters.text(call, "q").orElse("")), paging, wire);
    }

    /** What a user did. One who is not there any more may have left entries, and one who never was has none. */
    private Answer ofUser(Call call) {
        var ofUser = new LogQuery.Is(LogField.USER_ID, call.path("id"));
        return page(call, ofUser, Paging.byNumber(call, PER_PAGE), entry -> LogJson.of(call.tenant(), entry));
    }

    private Answer page(Call call, LogQuery query, Paging paging, Function<LogEntry, JsonObject> wire) {
        var found = logs.list(call.tenant().id(), query, isNewestFirst(call), paging.slice(), paging.isWithTotals());
        var entries = found.items().stream().map(wire).toList();
        if (!paging.isWithTotals()) {
            return Answer.ok(entries);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("start", paging.slice().offset());
        body.put("limit", paging.slice().limit());
        body.put("length", entries.size());
        body.put("total", found.total());
        body.put("logs", entries);
        return Answer.ok(body);
    }

    private static boolean isNewestFirst(Call call) {
        var sort = Parameters.sort(call).orElse("date:-1");
        return switch (sort) {
            case "date:-1", "log_id:-1" -> true;
            case "date:1", "log_id:1" -> false;
            default -> throw Parameters.broken("sort", SchemaWords.noneOf(sort));
        };
    }

    private Answer one(Call call) {
        return Answer.ok(LogJson.of(call.tenant(), logs.get(call.tenant().id(), call.path("id"))));
    }
}
