package dev.bailiwick.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.HinderedDatabase;
import dev.bailiwick.store.LongTotals;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EachEngine
class LogsTest {

    private static final Sender CURL = new Sender("192.0.2.7", "curl/8", "POST", "/api/v2/roles");

    private final Database database;
    private final SetClock clock = new SetClock();
    private final RandomText random = new RandomText(new SecureRandom());
    private final AuditLog audit = new AuditLog(clock, random);
    private final Logs logs;
    private final TenantId tenant;

    LogsTest(Database empty) {
        this.database = empty;
        this.logs = new Logs(database, clock);
        this.tenant = TestTenants.add(database, "default");
    }

    @Test
    void findsByEachFieldThatIsKept() {
        change("shop@clients", "create", "role");
        clock.pass(Duration.ofSeconds(1));
        change("command:keys rotate", "rotate", "signing key");

        assertThat(found("type:sapi")).containsExactly("Rotate the Application Signing Key", "Create a role");
        assertThat(found("client_id:shop")).containsExactly("Create a role");
        assertThat(found("client_id:sho*")).containsExactly("Create a role");
        assertThat(found("user_name:\"command:keys rotate\"")).containsExactly("Rotate the Application Signing Key");
        assertThat(found("description:\"Create a role\"")).containsExactly("Create a role");
        assertThat(found("ip:192.0.2.7 AND user_agent:curl*")).hasSize(2);
        assertThat(found("date:[2026-03-01T00:00:01Z TO *]")).containsExactly("Rotate the Application Signing Key");
        assertThat(found("NOT client_id:shop")).containsExactly("Rotate the Application Signing Key");
        assertThat(found("type:(feccft OR seccft)")).isEmpty();
        assertThat(found("connection:x")).isEmpty();
        assertThat(found("client_name:x OR user_id:x")).isEmpty();
    }

    @Test
    void takesNoTextForPartsOfAStatement() {
        change("shop@clients", "create", "role");

        assertThat(found("client_id:\"' OR 1=1 --\"")).isEmpty();
        assertThat(found("description:\"%\"")).isEmpty();
    }

    @Test
    void followsTheLogFromAnEntryOnAndMissesNone() {
        change("shop@clients", "create", "role");
        clock.pass(Duration.ofSeconds(10));
        change("shop@clients", "update", "role");
        change("shop@clients", "delete", "role");
        var first = logs.list(tenant, LogQuery.everything(), false, new Slice(0, 0, 1), false)
                .items()
                .getFirst();

        assertThat(logs.after(tenant, first.entry().id(), 10))
                .as("what is so new that something older may still be on its way")
                .isEmpty();
        clock.pass(Duration.ofSeconds(5));

        assertThat(logs.after(tenant, first.entry().id(), 10)).hasSize(2);
        assertThat(logs.after(tenant, first.entry().id(), 1)).hasSize(1);
    }

    @Test
    void keepsTheOrderOfChangesOfOneMoment() {
        for (int i = 0; i < 20; i++) {
            change("client" + i + "@clients", "update", "role");
        }

        assertThat(listed(LogQuery.everything(), false).items())
                .extracting(found -> found.entry().origin().actor())
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(i -> "client" + (19 - i) + "@clients")
                        .toList());
    }

    @Test
    void tellsThoseWhoFollowOfAChangeOfManyPartsNotBeforeItIsMade() {
        database.together(joined -> {
            joined.change(tx -> record(tx, "shop@clients", "create", "role"));
            clock.pass(Duration.ofSeconds(10));
            assertThatThrownBy(() -> joined.change(tx -> {
                        record(tx, "thief@clients", "create", "role");
                        throw new Problem.Gone().asException();
                    }))
                    .isInstanceOf(ProblemException.class);
            joined.change(tx -> record(tx, "shop@clients", "update", "role"));
            return true;
        });

        assertThat(logs.after(tenant, "0", 10))
                .as("others may have been made meanwhile, and been told of")
                .isEmpty();
        clock.pass(Duration.ofSeconds(5));
        assertThat(logs.after(tenant, "0", 10))
                .extracting(found -> found.entry().action())
                .containsExactly("create", "update");
    }

    @Test
    void tellsThoseWhoFollowOfTokensThatHadToWait() {
        var isBusy = new AtomicBoolean(true);
        var busy = new HinderedDatabase(
                database,
                () -> {
                    if (isBusy.get()) {
                        throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
                    }
                },
                () -> {});
        var events = new TokenEvents(busy, clock, random, 10);
        events.issued(tenant, new TokenEvents.Asked("shop", "", ""), "", CURL);
        events.close();
        clock.pass(Duration.ofSeconds(10));
        isBusy.set(false);
        events.close();

        assertThat(found("type:seccft")).hasSize(1);
        assertThat(logs.after(tenant, "0", 10)).isEmpty();
    }

    @Test
    void writesTokensInTheirOrderWhenItIsClosedAtLast() {
        var events = new TokenEvents(database, clock, random, 10);
        events.issued(tenant, new TokenEvents.Asked("shop", "urn:x", "read"), "r1", CURL);
        events.refused(tenant, new TokenEvents.Asked("thief", "urn:x", ""), "r2", CURL, "Unauthorized");

        events.close();

        assertThat(found("type:feccft")).containsExactly("Unauthorized");
        var issued = logs.list(tenant, LogQuery.parse("type:seccft"), true, new Slice(0, 0, 10), true);
        assertThat(issued.total()).isEqualTo(1);
        assertThat(issued.items().getFirst().entry().origin()).isEqualTo(new Origin("shop@clients", "r1", CURL));
        assertThat(issued.items().getFirst().entry().after()).isEqualTo("{\"audience\":\"urn:x\",\"scope\":\"read\"}");
        assertThat(events.dropped()).isZero();
    }

    @Test
    void keepsTheOrderOfTokensAmongThemselvesAndAmongChanges() {
        var events = new TokenEvents(database, clock, random, 10);
        for (int i = 0; i < 5; i++) {
            events.issued(tenant, new TokenEvents.Asked("token " + i, "", ""), "", CURL);
        }
        clock.pass(Duration.ofMillis(1));
        change("change@clients", "create", "role");
        clock.pass(Duration.ofMillis(1));
        events.issued(tenant, new TokenEvents.Asked("token 5", "", ""), "", CURL);
        clock.pass(Duration.ofMillis(500));

        events.close();

        assertThat(listed(LogQuery.everything(), true).items())
                .extracting(found -> found.entry().origin().actor().replace("@clients", ""))
                .containsExactly("token 5", "change", "token 4", "token 3", "token 2", "token 1", "token 0");
        assertThat(listed(LogQuery.everything(), true).items())
                .extracting(found -> found.entry().at())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void countsOnlyWhatIsToBeCounted() {
        change("shop@clients", "create", "role");
        change("other@clients", "create", "role");

        assertThat(listed(LogQuery.everything(), false).total()).isZero();
        assertThat(listed(LogQuery.everything(), true).total()).isEqualTo(2);
        assertThat(listed(LogQuery.parse("client_id:shop"), true).total()).isEqualTo(1);
        assertThat(listed(LogQuery.parse("NOT client_name:x*"), true).total()).isEqualTo(2);
    }

    @Test
    void countsALongLogNotAnewForEachPage() {
        database.change(tx ->
                IntStream.rangeClosed(0, LongTotals.REACH).forEach(_ -> record(tx, "shop@clients", "create", "role")));
        long total = listed(LogQuery.everything(), true).total();
        change("other@clients", "create", "role");
        var next = logs.list(tenant, LogQuery.everything(), true, new Slice(0, 0, 1), true);

        assertThat(total).isEqualTo(LongTotals.REACH + 1);
        assertThat(next.total()).as("the total of a moment ago").isEqualTo(total);
        assertThat(next.items().getFirst().entry().origin().actor()).isEqualTo("other@clients");
        assertThat(listed(LogQuery.parse("client_id:other"), true).total()).isEqualTo(1);
        assertThat(logs.list(TestTenants.add(database, "small"), LogQuery.everything(), true, new Slice(0, 0, 1), true)
                        .total())
                .isZero();
    }

    @Test
    void countsTheTokensThatThereIsNoRoomFor() {
        var events = new TokenEvents(database, clock, random, 2);
        for (int i = 0; i < 5; i++) {
            events.issued(tenant, new TokenEvents.Asked("shop", "", ""), "", CURL);
        }

        events.close();

        assertThat(events.dropped()).isEqualTo(3);
        assertThat(found("type:seccft")).hasSize(2);
    }

    @Test
    void tellsOfSoManyRefusalsAndNoMore() {
        var events = new TokenEvents(database, clock, random, 1_000);
        for (int i = 0; i < 150; i++) {
            events.refused(tenant, new TokenEvents.Asked("thief", "", ""), "", CURL, "Unauthorized");
        }

        events.close();

        assertThat(events.dropped()).isEqualTo(50);
    }

    @Test
    void tellsOfRefusalsOfOneTenantHoweverManyAnotherHas() {
        var other = TestTenants.add(database, "other");
        var events = new TokenEvents(database, clock, random, 1_000);
        for (int i = 0; i < 150; i++) {
            events.refused(other, new TokenEvents.Asked("thief", "", ""), "", CURL, "Unauthorized");
        }
        events.refused(tenant, new TokenEvents.Asked("thief", "", ""), "", CURL, "Unauthorized");
        events.refused(tenant, new Origin("shop@clients", "r1", CURL), "The role already exists.", Map.of());

        events.close();

        assertThat(found("type:feccft")).hasSize(1);
        assertThat(found("type:fapi AND client_id:shop")).containsExactly("The role already exists.");
    }

    @Test
    void keepsATextThatNoDatabaseHoldsOrThatHasNoEndFromTheLog() {
        var events = new TokenEvents(database, clock, random, 10);
        var odd = new Sender("192.0.2.7", "a\u0000b", "POST", "/" + "x".repeat(10_000));
        events.refused(tenant, new TokenEvents.Asked("\ud800", "y".repeat(10_000), "\u0000"), "", odd, "Unauthorized");

        events.close();

        assertThat(found("type:feccft")).hasSize(1);
    }

    @Test
    void deletesWhatIsOverAndNothingElse() {
        change("shop@clients", "create", "role");
        var events = new TokenEvents(database, clock, random, 2_000);
        for (int i = 0; i < 1_200; i++) {
            events.issued(tenant, new TokenEvents.Asked("shop", "", ""), "", CURL);
        }
        events.close();
        clock.pass(Duration.ofDays(31));
        var late = new TokenEvents(database, clock, random, 10);
        late.issued(tenant, new TokenEvents.Asked("late", "", ""), "", CURL);
        late.close();

        try (var retention = new Retention(
                database, clock, () -> List.of(tenant), Map.of(LogType.TOKEN_ISSUED, Duration.ofDays(30)))) {
            retention.look();
        }

        assertThat(found("type:seccft AND client_id:shop")).isEmpty();
        assertThat(found("type:seccft")).hasSize(1);
        assertThat(found("type:sapi")).hasSize(1);
    }

    @Test
    void showsOperatorsChangesOnlyUntilTheyAskForMore() {
        change("shop@clients", "create", "role");
        var events = new TokenEvents(database, clock, random, 10);
        events.issued(tenant, new TokenEvents.Asked("shop", "", ""), "", CURL);
        events.close();
        var trail = new AuditTrail(database);

        assertThat(trail.list(tenant, query(false)).entries())
                .extracting(AuditEntry::type)
                .containsExactly(LogType.CHANGE);
        assertThat(trail.list(tenant, query(true)).entries())
                .extracting(AuditEntry::type)
                .containsExactlyInAnyOrder(LogType.CHANGE, LogType.TOKEN_ISSUED);
    }

    private static AuditQuery query(boolean withTokens) {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                withTokens,
                10);
    }

    private void change(String actor, String action, String kind) {
        database.change(tx -> record(tx, actor, action, kind));
    }

    private void record(Tx tx, String actor, String action, String kind) {
        audit.record(tx, tenant, new Origin(actor, "request-1", CURL), action, kind, "id", "", "");
    }

    private List<String> found(String query) {
        return listed(LogQuery.parse(query), false).items().stream()
                .map(found -> found.entry().description())
                .toList();
    }

    private Sliced<LogEntry> listed(LogQuery query, boolean isCounted) {
        return logs.list(tenant, query, true, new Slice(0, 0, 5_000), isCounted);
    }
}
