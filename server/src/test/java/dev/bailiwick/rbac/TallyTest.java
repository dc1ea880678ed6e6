package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.client.ClientId;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** However many gain and lose, a tally holds the first of them and counts all. */
class TallyTest {

    private static final BitSet NOTHING = new BitSet();

    private final Holdings holdings = new Holdings();

    @Test
    void tellsOfTheFirstThousandAndCountsAll() {
        var role = some(1);
        var tally = new Tally(holdings);
        for (int i = 0; i < 1_200; i++) {
            tally.add(user(i), i % 2 == 0 ? NOTHING : role, i % 2 == 0 ? role : NOTHING);
        }
        tally.add(user(1_200), role, role);

        var impact = tally.impact();

        assertThat(impact.users()).isEqualTo(1_200);
        assertThat(impact.first()).hasSize(1_000);
        assertThat(impact.moreUsers()).isEqualTo(200);
        assertThat(impact.clients().getFirst().roles()).containsExactly(new Impact.Counted("r0", 600, 600));
    }

    @Test
    void tellsOfFewerWhereEachGainsThousands() {
        var roles = some(30_000);
        var tally = new Tally(holdings);
        for (int i = 0; i < 5; i++) {
            tally.add(user(i), NOTHING, roles);
            tally.addMapping("ad", "g" + i, roles, NOTHING);
        }

        var impact = tally.impact();

        assertThat(impact.first()).hasSize(3);
        assertThat(impact.moreUsers()).isEqualTo(2);
        assertThat(impact.mappings()).hasSize(3);
        assertThat(impact.moreMappings()).isEqualTo(2);
        assertThat(impact.clients().getFirst().users()).isEqualTo(5);
    }

    private BitSet some(int roles) {
        var some = new BitSet();
        for (int i = 0; i < roles; i++) {
            some.set(holdings.number(new Holding(new ClientId("app"), Holding.Kind.ROLE, "r" + i)));
        }
        return some;
    }

    private static UserId user(int i) {
        return new UserId("u%04d".formatted(i));
    }
}
