package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase.Engine;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A graph that follows the statement of decisions decides by the world as the changes left it. */
class NewsTest extends NodesOfBothEngines {

    @Property(tries = 400)
    void decidesByTheWorldThatTheChangesLeft(
            @ForAll Engine engine,
            @ForAll("worlds") World world,
            @ForAll("changes") List<RandomChange> changes,
            @ForAll("users") UserId user,
            @ForAll("questions") PolicyQuestion question) {
        var node = node(engine, world);
        assertThat(node.decide(user, question)).isEqualTo(NaivePolicy.decide(world, user, question));

        // What is created has the id of nothing that is referred to already; one that is chosen here might have.
        node.withoutRefused(changes).forEach(node::make);

        assertThat(node.decide(user, question)).isEqualTo(NaivePolicy.decide(node.world(), user, question));
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
