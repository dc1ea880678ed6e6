package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.TestDatabase.Engine;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a simulation tells is what is found when the changes are really made, and it leaves nothing behind. */
class SimulationsTest extends NodesOfBothEngines {

    @Property(tries = 400)
    void tellsWhatMakingTheChangesDoes(
            @ForAll Engine engine,
            @ForAll("worlds") World world,
            @ForAll("changes") List<RandomChange> changes,
            @ForAll("connections") Optional<String> connection,
            @ForAll boolean goesThroughAllUsers) {
        var node = node(engine, world);
        var before = node.holdings(connection);
        var allowed = node.withoutRefused(changes);

        var told = GainsAndLosses.of(node.simulate(allowed, connection, goesThroughAllUsers));

        assertThat(node.world()).isEqualTo(world);
        assertThat(node.holdings(connection)).isEqualTo(before);
        allowed.forEach(change -> assertThat(node.make(change)).isEmpty());
        assertThat(told).isEqualTo(GainsAndLosses.between(before, node.holdings(connection)));
    }

    @Property(tries = 100)
    void refusesWhatIsRefusedWhenTheChangesAreMade(
            @ForAll Engine engine, @ForAll("worlds") World world, @ForAll("changes") List<RandomChange> changes) {
        var node = node(engine, world);
        var refusal = node.firstRefused(changes)
                .filter(refused ->
                        !(refused.problem() instanceof Problem.Invalid)); // ids are chosen in simulations alone

        refusal.ifPresent(refused -> {
            changes.subList(0, refused.index())
                    .forEach(change -> assertThat(node.make(change)).isEmpty());
            assertThat(node.make(changes.get(refused.index()))).contains(refused.problem());
        });
    }

    @Provide
    Arbitrary<Optional<String>> connections() {
        return Arbitraries.of("ad", "google").optional();
    }
}
