package dev.bailiwick.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PageLinksTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final PageLinks.Viewer SHOP =
            new PageLinks.Viewer(new ClientId("shop"), NOON.plus(Duration.ofHours(1)));

    private final String sealed = at(NOON, 0).seal(ACME, SHOP, "/api/users", "after=1");

    @Test
    void opensItsPageForFiveMinutesToWhoeverHoldsIt() {
        assertThat(sealed).matches("[A-Za-z0-9._-]+");
        assertThat(at(NOON.plusSeconds(299), 0).open(ACME, "/api/users", "after=1", sealed))
                .isEqualTo(SHOP);
        assertThatThrownBy(() -> at(NOON.plus(Duration.ofMinutes(5)), 0).open(ACME, "/api/users", "after=1", sealed))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void opensNoneAfterTheEndOfTheTokenByWhichTheListWasBegun() {
        var late = at(SHOP.end().minusSeconds(9), 0).seal(ACME, SHOP, "/api/users", "after=9");

        assertThat(at(SHOP.end().minusMillis(1), 0).open(ACME, "/api/users", "after=9", late))
                .isEqualTo(SHOP);
        assertThatThrownBy(() -> at(SHOP.end(), 0).open(ACME, "/api/users", "after=9", late))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void opensNothingElse() {
        var links = at(NOON, 0);
        assertThatThrownBy(() -> links.open(new TenantId("globex"), "/api/users", "after=1", sealed))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> links.open(ACME, "/api/socialconnections/users", "after=1", sealed))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> links.open(ACME, "/api/users", "after=2", sealed))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> links.open(ACME, "/api/users", "", sealed)).isInstanceOf(ProblemException.class);
    }

    @Test
    void isMadeByNobodyElseAndChangedByNobody() {
        var links = at(NOON, 0);
        var others = at(NOON, 1).seal(ACME, SHOP, "/api/users", "after=1");
        assertThatThrownBy(() -> links.open(ACME, "/api/users", "after=1", others))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> links.open(ACME, "/api/users", "after=1", "")).isInstanceOf(ProblemException.class);
        for (int at = 0; at < sealed.length(); at++) {
            var changed = new StringBuilder(sealed);
            changed.setCharAt(at, sealed.charAt(at) == 'A' ? 'B' : 'A');
            boolean isLast = at + 1 == sealed.length() || sealed.charAt(at + 1) == '.';
            if (!isLast) { // the last digit of Base64 has bits that mean nothing
                assertThatThrownBy(() -> links.open(ACME, "/api/users", "after=1", changed.toString()))
                        .as("changed at " + at)
                        .isInstanceOf(ProblemException.class);
            }
        }
    }

    private static PageLinks at(Instant time, int key) {
        var bytes = new byte[32];
        bytes[0] = (byte) key;
        return new PageLinks(new SecretBox(bytes), Clock.fixed(time, ZoneOffset.UTC));
    }
}
