package dev.bailiwick.management.v2;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.audit.DailyNumbers;
import dev.bailiwick.audit.Statistics;
import dev.bailiwick.json.Times;
import dev.bailiwick.user.ActiveUsers;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /stats}. */
final class StatisticsResource {

    private static final Pattern DAY = Pattern.compile("\\d{8}");

    private final Statistics statistics;
    private final ActiveUsers activeUsers;

    StatisticsResource(Statistics statistics, ActiveUsers activeUsers) {
        this.statistics = statistics;
        this.activeUsers = activeUsers;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_active-users", this::activeUsers), Operations.route("get_daily", this::daily));
    }

    /** A day as Auth0 writes it; times have milliseconds. */
    record DayJson(
            String date,
            long logins,
            long signups,
            @JsonProperty("leaked_passwords") long leakedPasswords,
            @JsonProperty("updated_at") String updatedAt,
            @JsonProperty("created_at") String createdAt) {

        static DayJson of(DailyNumbers numbers) {
            return new DayJson(
                    Times.text(numbers.day().atStartOfDay()),
                    numbers.logins(),
                    numbers.signups(),
                    numbers.leakedPasswords(),
                    Times.text(numbers.last()),
                    Times.text(numbers.first()));
        }
    }

    private Answer activeUsers(Call call) {
        return Answer.ok(activeUsers.count(call.tenant().id()));
    }

    private Answer daily(Call call) {
        var days = statistics.daily(call.tenant().id(), day(call, "from"), day(call, "to"));
        return Answer.ok(days.stream().map(DayJson::of).toList());
    }

    private static Optional<LocalDate> day(Call call, String name) {
        return Parameters.text(call, name).map(text -> {
            if (!DAY.matcher(text).matches()) {
                throw Parameters.broken(name, "String does not match pattern ^[0-9]{8}$: " + text);
            }
            try {
                return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeException e) {
                throw Parameters.broken(name, "Object didn't pass validation for format date: " + text);
            }
        });
    }
}
