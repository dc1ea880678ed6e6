package dev.bailiwick.rbac;

import dev.bailiwick.measure.Histogram;
import dev.bailiwick.tenant.TenantId;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What users are and may do. Every answer reflects every change that was acknowledged before it was asked.
 *
 * <p>Unknown users and clients have nothing and are no error. All methods refuse with
 * {@link dev.bailiwick.problem.Problem.Unavailable} when the database does not answer in time.
 */
public final class Policies {

    private final ReadBarrier barrier;
    private final Histogram decisions = Histogram.ofDurations();

    Policies(ReadBarrier barrier) {
        this.barrier = barrier;
    }

    /** What the user may do in one client. */
    public PolicyDecision decide(TenantId tenant, UserId user, PolicyQuestion question) {
        long began = System.nanoTime();
        try {
            return PolicyEvaluator.decide(barrier.evidence(tenant, user), question);
        } finally {
            decisions.addSince(began);
        }
    }

    /** {@link #decide} for several users, all of one moment, in their order. */
    public List<PolicyDecision> decideAll(TenantId tenant, List<UserId> users, PolicyQuestion question) {
        return barrier.evidence(tenant, users).stream()
                .map(evidence -> PolicyEvaluator.decide(evidence, question))
                .toList();
    }

    /**
     * Why {@link #decide} answers what it does.
     *
     * @param permission the name of a permission of which to say what would give it, if the user does not have it; null
     *     for none
     */
    public PolicyExplanation explain(
            TenantId tenant, UserId user, PolicyQuestion question, @Nullable String permission) {
        return PolicyExplainer.explain(barrier.evidence(tenant, user), question, permission);
    }

    /** How long decisions took, refused ones too. */
    public Histogram decisions() {
        return decisions;
    }

    /** How many statements were sent to the database for what decisions, groups and roles rest on. */
    public long barrierStatements() {
        return barrier.statements();
    }

    /** How often memberships were read for that because they were not cached, or not any more. */
    public long membershipsRead() {
        return barrier.membershipsRead();
    }

    /** The groups that the user is directly in. */
    public List<GroupSummary> directGroups(TenantId tenant, UserId user) {
        var evidence = barrier.evidence(tenant, user);
        return groups(evidence, evidence.graph().groupsOf(evidence.memberships()));
    }

    /** The groups that the user is in, directly or through nesting, and not by mapping. */
    public List<GroupSummary> allGroups(TenantId tenant, UserId user) {
        var evidence = barrier.evidence(tenant, user);
        return groups(evidence, evidence.graph().enclosing(evidence.graph().groupsOf(evidence.memberships())));
    }

    /** The roles that are directly the user's, of all clients. */
    public List<RoleSummary> directRoles(TenantId tenant, UserId user) {
        var evidence = barrier.evidence(tenant, user);
        return roles(evidence, evidence.graph().rolesOf(evidence.memberships()).stream());
    }

    /** The roles of the user's groups, through nesting and not by mapping, then those that are directly the user's. */
    public List<RoleSummary> allRoles(TenantId tenant, UserId user) {
        var evidence = barrier.evidence(tenant, user);
        var graph = evidence.graph();
        var byGroup = graph.rolesOfGroups(graph.enclosing(graph.groupsOf(evidence.memberships())));
        var own = graph.rolesOf(evidence.memberships());
        own.andNot(byGroup);
        return roles(evidence, IntStream.concat(byGroup.stream(), own.stream()));
    }

    void forget(TenantId tenant) {
        barrier.forget(tenant);
    }

    private static List<GroupSummary> groups(Evidence evidence, BitSet groups) {
        return groups.stream()
                .mapToObj(evidence.graph()::group)
                .map(group -> new GroupSummary(group.id(), group.name(), group.description()))
                .toList();
    }

    private static List<RoleSummary> roles(Evidence evidence, IntStream roles) {
        return roles.mapToObj(evidence.graph()::role)
                .map(role -> new RoleSummary(role.id(), role.client(), role.name(), role.description()))
                .toList();
    }
}
