package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase.Engine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** A graph that follows the statement of decisions decides by the world as the changes left it. */
class NewsTest {

    private static final Map<Engine, SimulationNode> NODES = new EnumMap<>(Engine.class);

    @AfterContainer
    static void close() {
        NODES.values().forEach(SimulationNode::close);
        NODES.clear();
    }

    @Property(tries = 400)
    void decidesByTheWorldThatTheChangesLeft(
            @ForAll Engine engine,
            @ForAll("worlds") World world,
            @ForAll("changes") List<RandomChange> changes,
            @ForAll("users") UserId user,
            @ForAll("questions") PolicyQuestion question) {
        var node = NODES.computeIfAbsent(engine, SimulationNode::new);
        node.put(world);
        assertThat(node.decide(user, question)).isEqualTo(NaivePolicy.decide(world, user, question));

        // What is created has the id of nothing that is referred to already; one that is chosen here might have.
        node.withoutRefused(changes).forEach(node::make);

        assertThat(node.decide(user, question)).isEqualTo(NaivePolicy.decide(node.world(), user, question));
    }

    @Provide
    Arbitrary<World> worlds() {
        return RandomWorlds.worlds();
    }

    @Provide
    Arbitrary<List<RandomChange>> changes() {
        return RandomChange.several();
    }

    @Provide
    Arbitrary<UserId> users() {
        return RandomWorlds.users();
    }

    @Provide
    Arbitrary<PolicyQuestion> questions() {
        return RandomWorlds.questions();
    }
}
