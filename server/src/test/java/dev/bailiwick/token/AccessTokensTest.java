package dev.bailiwick.token;

import static dev.bailiwick.token.TokenWorld.AUDIENCE;
import static dev.bailiwick.token.TokenWorld.LIFETIME;
import static dev.bailiwick.token.TokenWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.Tenant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@EachEngine
class AccessTokensTest {

    private final TokenWorld world;

    AccessTokensTest(Database empty) {
        world = new TokenWorld(empty);
    }

    @Test
    void believesWhatItIssued() {
        var verified = world.tokens(NOW).verifyFromClient(world.acme(), world.issued(world.acme()), AUDIENCE);

        assertThat(verified.subject()).isEqualTo("shop@clients");
        assertThat(verified.scopes()).containsExactlyInAnyOrder("read:a", "read:b");
    }

    @Test
    void believesATokenThatTheForgersToolsMake() {
        var header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + world.kid() + "\"}";
        var token = TokenWorld.signed(header, "{" + world.claims() + "}", world.privateKey());

        assertThat(world.tokens(NOW)
                        .verifyFromClient(world.acme(), token, AUDIENCE)
                        .scopes())
                .isEmpty();
    }

    @Test
    void endsATokenAtItsExpiryExactly() {
        var token = world.issued(world.acme());
        var expiry = NOW.plusSeconds(LIFETIME);

        assertThat(world.tokens(expiry.minusMillis(1))
                        .verifyFromClient(world.acme(), token, AUDIENCE)
                        .subject())
                .isEqualTo("shop@clients");
        assertThat(refusal(expiry, world.acme(), token, AUDIENCE)).isEqualTo(AuthenticationFailure.EXPIRED);
    }

    @Test
    void takesATokenOfAClockThatIsAMinuteAheadAndNoMore() {
        var token = world.issued(world.acme());

        assertThat(world.tokens(NOW.minusSeconds(60))
                        .verifyFromClient(world.acme(), token, AUDIENCE)
                        .subject())
                .isEqualTo("shop@clients");
        assertThat(refusal(NOW.minusSeconds(60).minusMillis(1), world.acme(), token, AUDIENCE))
                .isEqualTo(AuthenticationFailure.NOT_YET_VALID);
    }

    @Test
    void refusesTheTokenOfADomainThatTheTenantHasLeft() {
        var token = world.issued(world.acme());
        var moved = world.move(world.acme(), "elsewhere.test");

        assertThat(refusal(NOW, moved, token, AUDIENCE)).isEqualTo(AuthenticationFailure.BAD_ISSUER);
    }

    @Test
    void refusesAnotherTenantsToken() {
        var other = world.tenant("other");

        assertThat(refusal(NOW, world.acme(), world.issued(other), AUDIENCE))
                .isEqualTo(AuthenticationFailure.BAD_SIGNATURE);
    }

    @Test
    void refusesAnotherTenantsKeyUnderThisTenantsNames() {
        var other = world.tenant("other");
        var pretender = new Tenant(other.id(), "acme", world.acme().domain());

        assertThat(refusal(NOW, world.acme(), world.issued(pretender), AUDIENCE))
                .isEqualTo(AuthenticationFailure.BAD_SIGNATURE);
    }

    @Test
    void refusesATokenForAnotherApi() {
        assertThat(refusal(NOW, world.acme(), world.issued(world.acme()), "urn:other"))
                .isEqualTo(AuthenticationFailure.BAD_AUDIENCE);
    }

    private AuthenticationFailure refusal(Instant now, Tenant tenant, String token, String audience) {
        var thrown = catchThrowableOfType(
                ProblemException.class, () -> world.tokens(now).verifyFromClient(tenant, token, audience));
        return ((Problem.Unauthenticated) thrown.problem()).failure();
    }
}
