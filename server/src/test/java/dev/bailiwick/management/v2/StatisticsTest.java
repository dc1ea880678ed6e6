package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Eventually;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class StatisticsTest {

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    StatisticsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        note("s", Instant.now().minusSeconds(1));

        Golden.of("get_active-users").holds(api.get("/stats/active-users"));
        Golden.of("get_daily").holds(api.get("/stats/daily"));
    }

    @Test
    void countsNobodyWhereNobodyLoggedIn() {
        server.bringIn("{\"user_id\":\"auth0|ann\",\"email\":\"ann@example.test\"}");

        assertThat(api.get("/stats/active-users").body()).isEqualTo("0");
        assertThat(api.get("/stats/daily").body()).isEqualTo("[]");
    }

    @Test
    void countsAsActiveWhoLoggedInWithinThirtyDays() {
        server.bringIn(
                loggedIn("auth0|a", Duration.ofDays(29)),
                loggedIn("auth0|b", Duration.ofMinutes(1)),
                loggedIn("auth0|c", Duration.ofDays(31)));

        assertThat(api.get("/stats/active-users").body()).isEqualTo("2");
    }

    @Test
    void countsByTheDay() {
        note("s", Instant.parse("2026-03-04T00:00:00.000Z"));
        note("s", Instant.parse("2026-03-04T23:59:59.999Z"));
        note("ss", Instant.parse("2026-03-04T12:00:00.000Z"));
        note("s", Instant.parse("2026-03-05T01:02:03.004Z"));
        note("pwd_leak", Instant.parse("2026-03-06T10:00:00.000Z"));
        note("f", Instant.parse("2026-03-07T10:00:00.000Z"));
        note("s", Instant.parse("2026-03-08T00:00:00.000Z"));

        assertThat(api.get("/stats/daily?from=20260304&to=20260307").body())
                .isEqualTo("[{\"date\":\"2026-03-04T00:00:00.000Z\",\"logins\":2,\"signups\":1,\"leaked_passwords\":0,"
                        + "\"updated_at\":\"2026-03-04T23:59:59.999Z\",\"created_at\":\"2026-03-04T00:00:00.000Z\"},"
                        + "{\"date\":\"2026-03-05T00:00:00.000Z\",\"logins\":1,\"signups\":0,\"leaked_passwords\":0,"
                        + "\"updated_at\":\"2026-03-05T01:02:03.004Z\",\"created_at\":\"2026-03-05T01:02:03.004Z\"},"
                        + "{\"date\":\"2026-03-06T00:00:00.000Z\",\"logins\":0,\"signups\":0,\"leaked_passwords\":1,"
                        + "\"updated_at\":\"2026-03-06T10:00:00.000Z\",\"created_at\":\"2026-03-06T10:00:00.000Z\"}]");
        assertThat(json(api.get("/stats/daily?from=20260305&to=20260305"))).hasSize(1);
    }

    /** Ids of entries have room for times until the year 2286. */
    @Test
    void countsUntilDaysThatNoEntryCanReach() {
        note("s", Instant.parse("2026-03-04T00:00:00.000Z"));

        for (var last : new String[] {"22861119", "22861120", "22861121", "25000101", "99991231"}) {
            assertThat(json(api.get("/stats/daily?from=20260301&to=" + last)))
                    .as(last)
                    .hasSize(1);
        }
        assertThat(api.get("/stats/daily?from=25000101&to=99991231").body()).isEqualTo("[]");
    }

    @Test
    void tellsOfAMonthUntilTodayWhereNothingIsSaid() {
        // Not where midnight would come between.
        Eventually.until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 59, 30)));
        var today = LocalDate.now(ZoneOffset.UTC);
        note("s", today.minusDays(29).atStartOfDay().toInstant(ZoneOffset.UTC));
        note("s", today.minusDays(30).atStartOfDay().toInstant(ZoneOffset.UTC));

        assertThat(json(api.get("/stats/daily"))).hasSize(1);
        var day = DateTimeFormatter.BASIC_ISO_DATE.format(today.minusDays(30));
        assertThat(json(api.get("/stats/daily?from=" + day))).hasSize(2);
        assertThat(json(api.get("/stats/daily?to=" + day))).hasSize(1);
    }

    @Test
    void refusesWhatIsNoRangeOfDays() {
        Desk.refused(
                api.get("/stats/daily?from=20260102&to=20260101"),
                400,
                "'from' date cannot be greater than 'to' date.");
        for (var text : new String[] {"2026-01-01", "20260230", "x", "202601011"}) {
            assertThat(api.get("/stats/daily?from=" + text).statusCode())
                    .as(text)
                    .isEqualTo(400);
            assertThat(api.get("/stats/daily?to=" + text).statusCode()).as(text).isEqualTo(400);
        }
        assertThat(api.get("/stats/daily?from=00010101&to=99991231").body()).isEqualTo("[]");
    }

    private static String loggedIn(String id, Duration ago) {
        return "{\"user_id\":\"" + id + "\",\"last_login\":\"" + Instant.now().minus(ago) + "\"}";
    }

    /** As a login will. */
    private void note(String type, Instant at) {
        var id = "%013d".formatted(at.toEpochMilli()) + "%016d".formatted(Math.floorMod(type.hashCode(), 1_000_000));
        database.change(tx -> tx.write(
                """
                INSERT INTO audit_log (tenant_id, id, at, type, actor, request_id, address, user_agent, method, path,
                    action, kind, object_id, description, before, after)
                SELECT id, :id, :at, :type, 'auth0|a', '', '', '', '', '', 'log in', 'user', '', '', '', ''
                FROM tenant WHERE is_default
                """, u -> u.bind("id", id).bind("at", at.toEpochMilli()).bind("type", type)));
    }
}
