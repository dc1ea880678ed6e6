package dev.bailiwick.rbac;

import dev.bailiwick.store.TestDatabase.Engine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Properties of random changes to random worlds, on one node of each engine, which is made when it is first wanted. */
abstract class NodesOfBothEngines {

    private static final Map<Engine, SimulationNode> NODES = new EnumMap<>(Engine.class);

    @AfterContainer
    static void close() {
        NODES.values().forEach(SimulationNode::close);
        NODES.clear();
    }

    /** With this world in the place of what was there. */
    static SimulationNode node(Engine engine, World world) {
        var node = NODES.computeIfAbsent(engine, SimulationNode::new);
        node.put(world);
        return node;
    }

    @Provide
    Arbitrary<World> worlds() {
        return RandomWorlds.worlds();
    }

    @Provide
    Arbitrary<List<RandomChange>> changes() {
        return RandomChange.several();
    }
}
