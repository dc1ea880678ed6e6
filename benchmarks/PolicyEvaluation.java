package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The pure evaluator in the large world: one application's answer for one of a thousand users, each in 5 groups. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PolicyEvaluation {

    private static final int USERS = 1_000;

    private final List<Evidence> users = new ArrayList<>();
    private final List<PolicyQuestion> questions = IntStream.range(0, PolicyWorld.CLIENTS)
            .mapToObj(i -> new PolicyQuestion(
                    new ClientId(PolicyWorld.client(i)), "Username-Password-Authentication", List.of()))
            .toList();
    private int turn;

    public PolicyEvaluation() {
        var graph = WorldGraph.graph(PolicyWorld.structure());
        var random = new Random(3);
        for (int i = 0; i < USERS; i++) {
            users.add(new Evidence(
                    graph,
                    new Memberships(
                            random.ints(0, graph.groups().size())
                                    .distinct()
                                    .limit(5)
                                    .mapToObj(group -> graph.group(group).seq())
                                    .toList(),
                            List.of())));
        }
    }

    @Benchmark
    public PolicyDecision decide() {
        turn++;
        return PolicyEvaluator.decide(users.get(turn % USERS), questions.get(turn % PolicyWorld.CLIENTS));
    }
}
