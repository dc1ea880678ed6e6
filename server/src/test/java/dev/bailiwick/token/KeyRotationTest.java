package dev.bailiwick.token;

import static dev.bailiwick.token.TokenWorld.AUDIENCE;
import static dev.bailiwick.token.TokenWorld.LIFETIME;
import static dev.bailiwick.token.TokenWorld.NOW;
import static dev.bailiwick.token.TokenWorld.USUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.audit.SetClock;
import dev.bailiwick.client.ClientGrants.Granted;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.resourceserver.ResourceServerDraft;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.Tenant;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two tenants whose clock a test moves; acme has an API whose tokens live a day. */
@EachEngine
class KeyRotationTest {

    private static final Origin ORIGIN = Origin.command("test");
    private static final Duration PUBLISHED = SigningKeys.KEY_SET_LIFETIME;

    private final SetClock clock = new SetClock(NOW);
    private final TokenWorld world;
    private final ResourceServers resourceServers;
    private final KeyRotation rotation;
    private final Database database;

    KeyRotationTest(Database empty) {
        database = empty;
        world = new TokenWorld(empty, clock);
        var random = new RandomText(new SecureRandom());
        var audit = new AuditLog(clock, random);
        resourceServers =
                new ResourceServers(empty, (_, _, _, _, _) -> {}, new SecretBox(new byte[32]), audit, clock, random);
        rotation = new KeyRotation(empty, world.keys(), resourceServers, audit, clock);
        empty.change(tx -> {
            resourceServers.add(
                    tx, world.acme().id(), ResourceServerDraft.of("short", "urn:short", List.of(), 60, false));
            resourceServers.add(
                    tx, world.acme().id(), ResourceServerDraft.of("api", AUDIENCE, List.of(), LIFETIME, false));
        });
    }

    @Test
    @DisplayName("JW-01: a rotation has the published next key sign, and publishes another")
    void movesEveryKeyOneOn() {
        var before = kids();
        clock.pass(PUBLISHED);

        var signs = rotation.rotate(world.acme(), ORIGIN);

        assertThat(signs).isEqualTo(before.get(1));
        assertThat(states()).containsExactly(KeyState.CURRENT, KeyState.NEXT, KeyState.PREVIOUS);
        assertThat(kids().getFirst()).isEqualTo(before.get(1));
        assertThat(kids().getLast()).isEqualTo(before.get(0));
        assertThat(kids().get(1)).isNotIn(before);
        assertThat(kidOf(issued())).isEqualTo(signs);
    }

    @Test
    @DisplayName("JW-01, FA-12: a key signs only when it has been published for as long as a cache keeps the key set")
    void signsWithAKeyThatAllKnowUntilTheyKnowTheNewOne() {
        clock.pass(PUBLISHED);
        var first = rotation.rotate(world.acme(), ORIGIN);
        clock.pass(Duration.ofSeconds(1));

        var second = rotation.rotate(world.acme(), ORIGIN);

        assertThat(kids().getFirst()).isEqualTo(second);
        clock.pass(PUBLISHED.minusMillis(1_001));
        var token = issued();
        assertThat(kidOf(token)).isEqualTo(first);
        clock.pass(Duration.ofMillis(1));
        assertThat(kidOf(issued())).isEqualTo(second);
        clock.pass(Duration.ofSeconds(LIFETIME - 2));
        assertThat(verified(token).subject()).isEqualTo("shop@clients");
    }

    @Test
    @DisplayName("JW-01, FA-12: however quickly rotations follow, no token is signed by a key that caches may not have")
    void alwaysSignsWithAKeyThatAllKnow() {
        clock.pass(PUBLISHED);
        var published = new HashMap<String, Instant>();
        kids().forEach(kid -> published.put(kid, NOW));
        for (int i = 0; i < 60; i++) {
            rotation.rotate(world.acme(), ORIGIN);
            published.put(kids().get(1), clock.instant());
            clock.pass(Duration.ofMillis(i % 7 == 0 ? 9_000 : 400));
            var token = issued();

            assertThat(published.get(kidOf(token)))
                    .isBeforeOrEqualTo(clock.instant().minus(PUBLISHED));
            assertThat(verified(token).subject()).isEqualTo("shop@clients");
        }
    }

    @Test
    void signsNoTokenThatWouldOutliveItsKey() {
        clock.pass(PUBLISHED);
        rotation.rotate(world.acme(), ORIGIN);
        var second = rotation.rotate(world.acme(), ORIGIN);

        var longer = world.tokens(clock)
                .issueToClient(
                        world.acme(), new ClientId("shop"), new Granted(AUDIENCE, LIFETIME * 2, USUAL, List.of()));

        assertThat(kidOf(longer)).isEqualTo(second);
    }

    @Test
    void refusesMoreKeysThanAnybodyShouldRead() {
        clock.pass(PUBLISHED);
        for (int i = 2; i < 100; i++) {
            rotation.rotate(world.acme(), ORIGIN);
        }
        var before = kids();

        assertThat(refusal(() -> rotation.rotate(world.acme(), ORIGIN)))
                .isEqualTo(new Problem.TooEarly(
                        "100 keys are published already. Another one can be made when the first of them has ended, or one is"
                                + " revoked.",
                        Duration.ofSeconds(LIFETIME + 1).plus(PUBLISHED).plus(AccessTokens.SKEW)));
        assertThat(kids()).hasSize(100).isEqualTo(before);
        clock.pass(Duration.ofSeconds(LIFETIME).plus(PUBLISHED).plus(AccessTokens.SKEW));
        assertThat(rotation.rotate(world.acme(), ORIGIN)).isEqualTo(before.get(1));
    }

    @Test
    @DisplayName("JW-01: a previous key serves until its last token has expired, however many follow it")
    void keepsAKeyAsLongAsItsTokensLive() {
        var token = issued();
        for (int i = 0; i < 3; i++) {
            clock.pass(PUBLISHED);
            rotation.rotate(world.acme(), ORIGIN);
            assertThat(verified(token).subject()).isEqualTo("shop@clients");
        }
        assertThat(states())
                .containsExactly(
                        KeyState.CURRENT, KeyState.NEXT, KeyState.PREVIOUS, KeyState.PREVIOUS, KeyState.PREVIOUS);
        var last = world.keys().list(world.acme().id()).getLast();
        assertThat(last.kid()).isEqualTo(kidOf(token));
        var end = NOW.plus(PUBLISHED.multipliedBy(2)).plusSeconds(LIFETIME).plus(AccessTokens.SKEW);
        assertThat(last.acceptedUntil()).isEqualTo(end);

        clock.set(NOW.plusSeconds(LIFETIME).minusMillis(1));
        assertThat(verified(token).subject()).isEqualTo("shop@clients");

        clock.set(end);
        assertThat(kids()).doesNotContain(last.kid()).hasSize(4);
        assertThat(failure(token)).isEqualTo(AuthenticationFailure.BAD_SIGNATURE);
    }

    @Test
    @DisplayName("JW-01: a previous key serves until its last token has expired, though tokens live shorter now")
    void keepsAKeyForTokensThatWereIssuedUnderALongerLifetime() {
        var token = issued();
        database.change(
                tx -> resourceServers.changeTokenLifetime(tx, world.acme().id(), AUDIENCE, 60));
        clock.pass(PUBLISHED);
        rotation.rotate(world.acme(), ORIGIN);

        clock.set(NOW.plusSeconds(LIFETIME).minusMillis(1));
        assertThat(verified(token).subject()).isEqualTo("shop@clients");

        clock.set(NOW.plusSeconds(LIFETIME).plus(PUBLISHED).plus(AccessTokens.SKEW));
        assertThat(failure(token)).isEqualTo(AuthenticationFailure.BAD_SIGNATURE);
    }

    @Test
    void keepsAKeyForTokensOfAnApiThatIsGone() {
        var token = issued();
        database.change(tx -> resourceServers.remove(tx, world.acme().id(), AUDIENCE));
        clock.pass(PUBLISHED);
        rotation.rotate(world.acme(), ORIGIN);

        clock.set(NOW.plusSeconds(LIFETIME).minusMillis(1));
        assertThat(verified(token).subject()).isEqualTo("shop@clients");
    }

    @Test
    void removesThePastKeysAtTheNextRotation() {
        clock.pass(PUBLISHED);
        rotation.rotate(world.acme(), ORIGIN);
        clock.pass(Duration.ofDays(2));

        rotation.rotate(world.acme(), ORIGIN);

        clock.set(NOW); // when none of them would be past
        assertThat(states()).containsExactly(KeyState.CURRENT, KeyState.NEXT, KeyState.PREVIOUS);
    }

    @Test
    void leavesOtherTenantsKeysAlone() {
        var other = world.tenant("other");
        var before = world.keys().list(other.id());
        clock.pass(PUBLISHED);

        var old = kids().getFirst();
        rotation.rotate(world.acme(), ORIGIN);

        assertThat(world.keys().list(other.id())).isEqualTo(before);
        assertThat(refusal(() -> rotation.revoke(other, old, ORIGIN))).isEqualTo(notFound(old));
        assertThat(kids()).contains(old);
    }

    @Test
    void aRevokedPreviousKeyTakesItsTokensWithIt() {
        var token = issued();
        clock.pass(PUBLISHED);
        rotation.rotate(world.acme(), ORIGIN);
        var newer = issued();

        rotation.revoke(world.acme(), kidOf(token), ORIGIN);

        assertThat(failure(token)).isEqualTo(AuthenticationFailure.BAD_SIGNATURE);
        assertThat(verified(newer).subject()).isEqualTo("shop@clients");
        assertThat(states()).containsExactly(KeyState.CURRENT, KeyState.NEXT);
    }

    @Test
    void tellsOfKeysThatWereRevoked() {
        var token = issued();
        clock.pass(PUBLISHED);
        rotation.rotate(world.acme(), ORIGIN);
        var retired = clock.instant();

        rotation.revokePrevious(world.acme(), kidOf(token), ORIGIN);

        var revoked = world.keys().listRevoked(world.acme().id());
        assertThat(revoked).hasSize(1);
        assertThat(revoked.getFirst().kid()).isEqualTo(kidOf(token));
        assertThat(revoked.getFirst().currentSince()).isBefore(retired);
        assertThat(revoked.getFirst().currentUntil()).isEqualTo(retired);
    }

    @Test
    void refusesToRevokeAKeyThatSignsWhereOnlyPreviousOnesAreMeant() {
        var signing = kidOf(issued());

        assertThat(refusal(() -> rotation.revokePrevious(world.acme(), signing, ORIGIN)))
                .isEqualTo(new Problem.NotFound("signing key", signing));
        assertThat(kids()).contains(signing);
    }

    @Test
    void inThePlaceOfARevokedCurrentKeyTheNextOneSignsAtOnce() {
        var token = issued();
        var next = kids().get(1);

        rotation.revoke(world.acme(), kidOf(token), ORIGIN);

        assertThat(failure(token)).isEqualTo(AuthenticationFailure.BAD_SIGNATURE);
        assertThat(kidOf(issued())).isEqualTo(next);
        assertThat(states()).containsExactly(KeyState.CURRENT, KeyState.NEXT);
    }

    @Test
    void replacesARevokedNextKey() {
        var token = issued();
        var next = kids().get(1);
        clock.pass(Duration.ofMillis(1));

        rotation.revoke(world.acme(), next, ORIGIN);

        assertThat(kids()).hasSize(2).doesNotContain(next);
        assertThat(verified(token).subject()).isEqualTo("shop@clients");
        var signed = kidOf(token);
        assertThat(rotation.rotate(world.acme(), ORIGIN)).isNotEqualTo(signed);
        assertThat(kidOf(issued())).isEqualTo(signed);
    }

    @Test
    void publishesANextKeyOnceWhereThereIsNone() throws Exception {
        var fresh = world.newTenant("fresh");

        var outcomes = atOnce(4, () -> String.valueOf(rotation.publishNext(fresh)));

        assertThat(outcomes).filteredOn("true"::equals).hasSize(1);
        assertThat(states(fresh)).containsExactly(KeyState.CURRENT, KeyState.NEXT);
        assertThat(rotation.publishNext(world.acme())).isFalse();
    }

    @Test
    @DisplayName("JW-01: after the first rotation of a new tenant its first key signs until the other is known")
    void publishesTheNextKeyOfANewTenantBeforeItSigns() {
        var fresh = world.newTenant("fresh");
        var first = world.keys().list(fresh.id()).getFirst().kid();
        database.change(tx -> resourceServers.add(
                tx, fresh.id(), ResourceServerDraft.of("api", AUDIENCE, List.of(), LIFETIME, false)));
        clock.pass(Duration.ofMillis(1));

        var current = rotation.rotate(fresh, ORIGIN);

        assertThat(states(fresh)).containsExactly(KeyState.CURRENT, KeyState.NEXT, KeyState.PREVIOUS);
        assertThat(kidOf(issued(fresh))).isEqualTo(first).isNotEqualTo(current);
        clock.pass(PUBLISHED);
        assertThat(kidOf(issued(fresh))).isEqualTo(current);
    }

    @Test
    void inThePlaceOfTwoRevokedKeysAKnownOneSignsOrElseTheNext() {
        clock.pass(PUBLISHED);
        var first = rotation.rotate(world.acme(), ORIGIN);
        clock.pass(Duration.ofMillis(1));
        var second = rotation.rotate(world.acme(), ORIGIN);
        var third = kids().get(1);

        rotation.revoke(world.acme(), second, ORIGIN);
        assertThat(kidOf(issued())).isEqualTo(first);
        rotation.revoke(world.acme(), first, ORIGIN);
        clock.pass(Duration.ofMillis(1));

        assertThat(kids().getFirst()).isEqualTo(third);
        assertThat(List.of(first, second)).doesNotContain(kidOf(issued()));
    }

    @Test
    void inThePlaceOfARevokedKeyOfANewTenantAFreshOneSigns() {
        var fresh = world.newTenant("fresh");
        var first = world.keys().list(fresh.id()).getFirst().kid();

        rotation.revoke(fresh, first, ORIGIN);

        assertThat(states(fresh)).containsExactly(KeyState.CURRENT);
        assertThat(world.keys().list(fresh.id()).getFirst().kid()).isNotEqualTo(first);
    }

    @Test
    void tellsWhichTenantsHaveBeenWithoutANextKeyForAWhile() {
        var fresh = world.newTenant("fresh");

        assertThat(world.keys().withoutNext(NOW.minusMillis(1))).isEmpty();
        assertThat(world.keys().withoutNext(NOW)).containsExactly(fresh);
        rotation.publishNext(fresh);
        assertThat(world.keys().withoutNext(NOW)).isEmpty();
    }

    @Test
    void refusesToRevokeAKeyThatIsNotThere() {
        assertThat(refusal(() -> rotation.revoke(world.acme(), "nobody", ORIGIN)))
                .isEqualTo(notFound("nobody"));
    }

    @Test
    @DisplayName("JW-01: rotations at once are made one after another, and no key is lost")
    void rotatesOneAfterAnotherWhenAskedByManyAtOnce() throws Exception {
        var before = kids();
        clock.pass(PUBLISHED);

        var outcomes = atOnce(4, () -> rotation.rotate(world.acme(), ORIGIN));

        assertThat(outcomes).doesNotHaveDuplicates().contains(before.get(1)).hasOnlyElementsOfType(String.class);
        assertThat(states()).hasSize(6).startsWith(KeyState.CURRENT, KeyState.NEXT);
        assertThat(kids()).containsAll(before);
    }

    @Test
    void revokesOnceWhenAskedByManyAtOnce() throws Exception {
        var before = kids();

        var outcomes = atOnce(4, () -> {
            rotation.revoke(world.acme(), before.getFirst(), ORIGIN);
            return "done";
        });

        assertThat(outcomes).filteredOn("done"::equals).hasSize(1);
        assertThat(states()).containsExactly(KeyState.CURRENT, KeyState.NEXT);
        assertThat(kids().getFirst()).isEqualTo(before.get(1));
    }

    @Test
    void writesEachTurnToTheAuditLog() {
        var first = kids().getFirst();
        clock.pass(PUBLISHED);
        var signs = rotation.rotate(world.acme(), ORIGIN);
        rotation.revoke(world.acme(), first, ORIGIN);

        var audited = database.read(tx -> tx.list(
                "SELECT actor, action, object_id FROM audit_log WHERE tenant_id = :tenant ORDER BY action DESC",
                q -> q.bind("tenant", world.acme().id().value()),
                (row, _) -> row.getString("actor") + " " + row.getString("action") + " " + row.getString("object_id")));
        assertThat(audited).containsExactly("command:test rotate " + signs, "command:test revoke " + first);
    }

    private static List<Object> atOnce(int count, Callable<String> work)
            throws InterruptedException, ExecutionException {
        var outcomes = new ArrayList<Object>();
        try (var threads = Executors.newFixedThreadPool(count)) {
            var asked = new ArrayList<Callable<Object>>();
            for (int i = 0; i < count; i++) {
                asked.add(() -> {
                    try {
                        return work.call();
                    } catch (ProblemException e) {
                        return e.problem();
                    }
                });
            }
            for (var answer : threads.invokeAll(asked)) {
                outcomes.add(answer.get());
            }
        }
        return outcomes;
    }

    private String issued() {
        return issued(world.acme());
    }

    private String issued(Tenant tenant) {
        return world.tokens(clock)
                .issueToClient(tenant, new ClientId("shop"), new Granted(AUDIENCE, LIFETIME, USUAL, List.of()));
    }

    private AccessTokens.Verified verified(String token) {
        return world.tokens(clock).verifyFromClient(world.acme(), token, AUDIENCE);
    }

    private AuthenticationFailure failure(String token) {
        return ((Problem.Unauthenticated) refusal(() -> verified(token))).failure();
    }

    private List<String> kids() {
        return world.keys().list(world.acme().id()).stream()
                .map(SigningKey::kid)
                .toList();
    }

    private List<KeyState> states() {
        return states(world.acme());
    }

    private List<KeyState> states(Tenant tenant) {
        return world.keys().list(tenant.id()).stream().map(SigningKey::state).toList();
    }

    private static Problem notFound(String kid) {
        return new Problem.NotFound("signing key", kid);
    }

    private static Problem refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }

    private static String kidOf(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(token, e);
        }
    }
}
