package dev.bailiwick.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.AuditQuery;
import dev.bailiwick.audit.AuditTrail;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.client.FoundingClients;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EachEngine
class ManagementTokensTest {

    private static final Origin ORIGIN = new Origin("command:test", "");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ClientId SHOP = new ClientId("shop");
    private static final ClientId ALL = new ClientId("all");

    private final Database database;
    private final TenantId tenant;
    private final ManagementTokens tokens;

    ManagementTokensTest(Database empty) {
        database = empty;
        tenant = TestTenants.add(database, "default");
        tokens = at(NOON);
        add(FoundingClients.machine(SHOP, "Shop"));
        add(FoundingClients.global(ALL));
        tokens.admit(tenant, SHOP, ORIGIN);
        tokens.admit(tenant, ALL, ORIGIN);
    }

    @Test
    void tellsWhoseATokenIsForADay() {
        var shops = tokens.issue(tenant, SHOP).reveal();
        var globals = tokens.issue(tenant, ALL).reveal();

        var end = NOON.plus(Duration.ofDays(1));
        assertThat(tokens.verify(tenant, shops)).isEqualTo(new ManagementTokens.Holder(SHOP, false, end));
        assertThat(tokens.verify(tenant, globals)).isEqualTo(new ManagementTokens.Holder(ALL, true, end));
        assertThat(at(NOON.plus(Duration.ofDays(1)).minusMillis(1))
                        .verify(tenant, shops)
                        .client())
                .isEqualTo(SHOP);
        assertRefused(() -> at(NOON.plus(Duration.ofDays(1))).verify(tenant, shops));
    }

    @Test
    void knowsATokenInItsTenantAlone() {
        var token = tokens.issue(tenant, SHOP).reveal();
        var other = TestTenants.addFurther(database, "other");

        assertRefused(() -> tokens.verify(other, token));
        assertThat(tokens.isAdmitted(other, SHOP)).isFalse();
    }

    @Test
    void forgetsTokensThatAreOverWhenItIssuesAnother() {
        tokens.issue(tenant, SHOP);
        at(NOON.plus(Duration.ofDays(2))).issue(tenant, SHOP);

        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void forgetsNoMoreThanAHundredAtOnce() {
        insert(150, NOON.minusSeconds(1));

        tokens.issue(tenant, SHOP);
        assertThat(stored()).isEqualTo(51);
        tokens.issue(tenant, SHOP);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void keepsTheNewestThousandOfAClient() {
        var oldest = tokens.issue(tenant, SHOP).reveal();
        var others = tokens.issue(tenant, ALL).reveal();
        insert(999, NOON.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(tokens.verify(tenant, oldest).client()).isEqualTo(SHOP);

        var newest = at(NOON.plusSeconds(2)).issue(tenant, SHOP).reveal();

        assertRefused(() -> tokens.verify(tenant, oldest));
        assertThat(tokens.verify(tenant, newest).client()).isEqualTo(SHOP);
        assertThat(tokens.verify(tenant, others).client()).isEqualTo(ALL);
        assertThat(stored()).isEqualTo(1_001);
    }

    @Test
    void takesTheTokensOfAClientThatIsDismissed() {
        var token = tokens.issue(tenant, SHOP).reveal();

        tokens.dismiss(tenant, SHOP, ORIGIN);
        tokens.dismiss(tenant, SHOP, ORIGIN);

        assertRefused(() -> tokens.verify(tenant, token));
        assertThat(tokens.isAdmitted(tenant, SHOP)).isFalse();
        tokens.admit(tenant, SHOP, ORIGIN);
        assertRefused(() -> tokens.verify(tenant, token));
    }

    @Test
    void admitsOnlyClientsThatThereAre() {
        assertThatThrownBy(() -> tokens.admit(tenant, new ClientId("nobody"), ORIGIN))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(new Problem.NotFound("client", "nobody")));
    }

    @Test
    void tellsTheLogOfEachAdmissionThatChangesSomething() {
        tokens.admit(tenant, SHOP, ORIGIN);
        tokens.dismiss(tenant, SHOP, ORIGIN);
        tokens.dismiss(tenant, SHOP, ORIGIN);

        var changes = new AuditQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, 10);
        assertThat(new AuditTrail(database).list(tenant, changes).entries())
                .extracting(entry -> entry.action() + " " + entry.objectId())
                .containsExactlyInAnyOrder("dismiss shop", "admit all", "admit shop");
    }

    private ManagementTokens at(Instant time) {
        var clock = Clock.fixed(time, ZoneOffset.UTC);
        var random = new RandomText(new SecureRandom());
        return new ManagementTokens(database, new AuditLog(clock, random), clock, random);
    }

    private void insert(int count, Instant end) {
        var store = new ManagementTokenStore();
        database.change(tx -> IntStream.range(0, count)
                .forEach(each -> store.insert(tx, tenant, new Secret(end + "/" + each).digest(), SHOP, end)));
    }

    private int stored() {
        return database.<Integer>read(tx -> tx.first(
                        "SELECT COUNT(*) AS number FROM management_token", _ -> {}, (row, _) -> row.getInt("number"))
                .orElseThrow());
    }

    private void add(Client client) {
        var clients = new Clients(database, new SecretBox(new byte[32]), Clock.systemUTC());
        var prepared = clients.prepare(client, new Secret("secret"));
        database.change(tx -> clients.add(tx, tenant, prepared));
    }

    private static void assertRefused(Runnable verification) {
        var refusal = catchThrowableOfType(ProblemException.class, verification::run);
        assertThat(refusal.problem()).isEqualTo(new Problem.Unauthenticated(AuthenticationFailure.MALFORMED_TOKEN));
    }
}
