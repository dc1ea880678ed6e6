package dev.bailiwick.management.v1;

import dev.bailiwick.audit.LogEntry;
import dev.bailiwick.audit.LogField;
import dev.bailiwick.audit.LogQuery;
import dev.bailiwick.audit.Logs;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.Problem.TooFar.Beyond;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Directory;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@code /logs}. */
final class LogsResource {

    private static final String ALL = "/logs";
    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** An id before all. */
    private static final String FIRST = "0";

    /** Pages by number end here; behind it leads {@code from}. */
    private static final int REACH = 1_000;

    private final Logs logs;
    private final Directory directory;
    private final Pages pages;

    LogsResource(Logs logs, Directory directory, Pages pages) {
        this.logs = logs;
        this.directory = directory;
        this.pages = pages;
    }

    List<Route> routes() {
        return List.of(
                pages.list(ALL, this::list),
                Routes.get(ALL + "/{id}", this::one),
                Routes.get("/users/{id}/logs", this::ofUser));
    }

    private Answer one(Call call) {
        return Answer.ok(LogJson.of(logs.get(call.tenant().id(), call.path("id"))));
    }

    private Answer list(Call call) {
        if (call.query().has("from") || call.query().has("take")) {
            return following(call);
        }
        var page = page(
                call, call.query().first("search").map(LogSearchText::parse).orElse(LogQuery.everything()));
        boolean isMore = page.start + page.entries.size() < page.total && page.start + page.limit + page.limit <= REACH;
        return isMore
                ? linked(
                        call,
                        page,
                        "page=" + (page.start / page.limit + 1) + "&per_page=" + page.limit
                                + Pages.again(call, "search", "sort"))
                : shown(call, page);
    }

    /** What was written after an entry, or from the first on, the oldest first. */
    private Answer following(Call call) {
        var from = call.query().first("from").filter(text -> !text.isEmpty()).orElse(FIRST);
        if (!from.matches("[0-9]{1,64}")) {
            throw refused("from", "must be the _id of an entry");
        }
        int take = (int) Math.min(MOST, Pages.number(call, "take", 1, MOST));
        var found = logs.after(call.tenant().id(), from, take);
        var page = new Page(0, take, found.size(), found);
        return found.size() == take
                ? linked(call, page, "from=" + found.getLast().entry().id() + "&take=" + take)
                : shown(call, page);
    }

    private Answer linked(Call call, Page page, String next) {
        var query = next + Pages.again(call, "fields", "exclude_fields");
        return pages.linked(shown(call, page), call, ManagementV1Api.PREFIX + ALL, query);
    }

    private Answer ofUser(Call call) {
        var id = call.path("id");
        var user = UserIds.number(id).stream()
                .mapToObj(number -> directory.users().ofNumber(call.tenant().id(), number))
                .flatMap(Optional::stream)
                .map(numbered -> numbered.item().id().value())
                .findFirst()
                .orElse(id);
        return shown(call, page(call, new LogQuery.Is(LogField.USER_ID, user)));
    }

    private record Page(long start, int limit, long total, List<LogEntry> entries) {}

    private Page page(Call call, LogQuery query) {
        int size = (int) Math.min(MOST, Pages.number(call, "per_page", 1, USUAL));
        long page = Pages.number(call, "page", 0, 0);
        long start = Math.min(REACH, page) * size;
        if (start + size > REACH) {
            throw new Problem.TooFar(REACH, page, Beyond.ENTRIES).asException();
        }
        var found = logs.list(call.tenant().id(), query, isNewestFirst(call), new Slice(0, start, size), true);
        return new Page(start, size, found.total(), found.items());
    }

    private static Answer shown(Call call, Page page) {
        var chosen = chosen(call);
        var body = new LinkedHashMap<String, Object>();
        body.put("start", page.start);
        body.put("length", page.entries.size());
        body.put("total", page.total);
        body.put("limit", page.limit);
        body.put("logs", page.entries.stream().map(LogJson::of).map(chosen).toList());
        return Answer.ok(body);
    }

    private static boolean isNewestFirst(Call call) {
        return switch (call.query().first("sort").orElse("date:-1")) {
            case "date:-1", "" -> true;
            case "date:1" -> false;
            case String _ -> throw refused("sort", "must be date:1 or date:-1");
        };
    }

    /** The members that {@code fields} names, or with {@code exclude_fields} all others. */
    private static UnaryOperator<JsonObject> chosen(Call call) {
        boolean isWithout = Flags.inQuery(call, "exclude_fields");
        var names = call.query()
                .first("fields")
                .filter(text -> !text.isBlank())
                .map(text -> Stream.of(text.split(",")).map(String::strip).toList());
        return entry -> names.map(some -> isWithout ? entry.without(some) : entry.only(some))
                .orElse(entry);
    }

    private static RuntimeException refused(String parameter, String rule) {
        return new Problem.Invalid(Part.QUERY, "/" + parameter, rule).asException();
    }
}
