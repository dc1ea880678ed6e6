package dev.bailiwick.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bailiwick.audit.AuditQuery;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /operator/tenants/{name}/audit}: the audit log, the newest entries first, page by page. */
final class AuditResource {

    private static final String PATH = OperatorApi.TENANTS_PATH + "/{name}/audit";
    private static final Set<String> NAMES = Set.of("since", "actor", "kind", "id", "before", "tokens", "limit");
    private static final Pattern COUNT = Pattern.compile("\\d{1,4}");
    private static final String USUAL = "100";
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration TIME = Duration.ofMinutes(1);

    private final TenantContents contents;

    AuditResource(TenantContents contents) {
        this.contents = contents;
    }

    List<Route> routes(Access access) {
        return List.of(Route.get(PATH, access, this::list).within(TIME));
    }

    /**
     * A page.
     *
     * @param next what to ask for with {@code before} for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageJson(List<AuditEntryJson> entries, @Nullable String next) {}

    private Answer list(Call call) {
        var wanted = wanted(OperatorQuery.of(call.query(), NAMES));
        var page = contents.audit().list(contents.id(call.path("name")), wanted);
        var next = page.isLast() ? null : page.entries().getLast().id();
        return Answer.ok(
                new PageJson(page.entries().stream().map(AuditEntryJson::of).toList(), next));
    }

    private static AuditQuery wanted(OperatorQuery query) {
        return new AuditQuery(
                query.first("since").map(AuditResource::instant),
                query.first("actor"),
                query.first("kind"),
                query.first("id"),
                query.first("before"),
                query.isTrue("tokens"),
                limit(query.first("limit").orElse(USUAL)));
    }

    private static Instant instant(String text) {
        try {
            var time = Instant.parse(text);
            if (time.isAfter(LATEST)) {
                throw OperatorQuery.invalid("since", "must not be after the year 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw OperatorQuery.invalid("since", "must be a time, such as 2026-03-01T12:00:00Z");
        }
    }

    private static int limit(String text) {
        int limit = COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > AuditQuery.MOST) {
            throw OperatorQuery.invalid("limit", "must be a number from 1 to " + AuditQuery.MOST);
        }
        return limit;
    }
}
