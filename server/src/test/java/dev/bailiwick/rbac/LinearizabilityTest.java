package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.rbac.Linearizability.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker finds what it is there to find. The state is the number that was last written. */
class LinearizabilityTest {

    @Test
    void allowsWhatHappenedInTurn() {
        assertThat(Linearizability.holds(List.of(write(0, 1, 7), read(2, 3, 7), write(4, 5, 8), read(6, 7, 8)), 0))
                .isTrue();
    }

    @Test
    void refusesAReadOfWhatIsOver() {
        assertThat(Linearizability.holds(List.of(write(0, 1, 7), read(2, 3, 0)), 0))
                .isFalse();
    }

    @Test
    void allowsEitherAnswerWhileAWriteIsOnItsWay() {
        assertThat(Linearizability.holds(List.of(write(0, 9, 7), read(1, 2, 0), read(3, 4, 7)), 0))
                .isTrue();
    }

    @Test
    void refusesAStepBackWhileAWriteIsOnItsWay() {
        assertThat(Linearizability.holds(List.of(write(0, 9, 7), read(1, 2, 7), read(3, 4, 0)), 0))
                .isFalse();
    }

    @Test
    void refusesAnAnswerThatNobodyWrote() {
        assertThat(Linearizability.holds(List.of(write(0, 9, 7), read(0, 9, 8)), 0))
                .isFalse();
    }

    @Test
    void refusesTwoReadersWhoSawTwoWritesInDifferentOrders() {
        var history = List.of(write(0, 9, 1), write(0, 9, 2), read(1, 2, 1), read(3, 4, 2), read(5, 6, 1));

        assertThat(Linearizability.holds(history, 0)).isFalse();
    }

    private static Operation write(long invoked, long returned, int value) {
        return new Operation(invoked, returned, _ -> value);
    }

    private static Operation read(long invoked, long returned, int value) {
        return new Operation(invoked, returned, state -> state == value ? state : Linearizability.IMPOSSIBLE);
    }
}
